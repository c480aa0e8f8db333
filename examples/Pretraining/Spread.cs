namespace PretrainingExample;

/// <summary>How the errors of several seeds lie.</summary>
internal static class Spread
{
    /// <summary>The standard deviation that a sample estimates, of two or more.</summary>
    public static double Deviation(double[] errors)
    {
        double mean = errors.Average();
        return Math.Sqrt(errors.Sum(error => (error - mean) * (error - mean)) / (errors.Length - 1));
    }
}

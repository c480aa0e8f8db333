namespace NetDsl.Cpu;

/// <summary>A channel's mean and spread, put together from those of its parts in double, so that no digit of the parts
/// is lost (Chan, Golub and LeVeque 1983).</summary>
internal struct ChannelMoments
{
    private double count;

    public double Mean { get; private set; }

    /// <summary>Σ (x − mean)²</summary>
    public double Squares { get; private set; }

    /// <summary>Adds so many values with their mean and Σ (x − their mean)².</summary>
    public void Add(int values, double mean, double squares)
    {
        double all = count + values;
        double distance = mean - Mean;
        Squares += squares + (distance * distance * count * values / all);
        Mean += distance * values / all;
        count = all;
    }
}

namespace PretrainingExample;

/// <summary>A row of the table.</summary>
/// <param name="Title">As the table names it.</param>
/// <param name="Paper">What Bengio et al. report.</param>
internal sealed record Row(string Title, Errors Paper, Method Method)
{
    /// <summary>As <c>--row</c> names it.</summary>
    public string Name => Method.Name;

    public static Row BeliefNet(Method method) => new("deep belief net", new(0, 1.2, 1.2), method);

    public static Row Autoencoders(Method method) => new("autoencoders", new(0, 1.4, 1.4), method);

    public static Row Supervised(Method method) => new("supervised", new(0, 1.7, 2.0), method);

    public static Row Deep(Method method) => new("deep, none", new(0.004, 2.1, 2.4), method);

    public static Row Shallow(Method method) => new("shallow, none", new(0.004, 1.8, 1.9), method);
}

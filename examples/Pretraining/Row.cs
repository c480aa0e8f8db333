namespace PretrainingExample;

/// <summary>A row of the table.</summary>
/// <param name="Name">As <c>--row</c> names it.</param>
/// <param name="Title">As the table does.</param>
/// <param name="Paper">What Bengio et al. report.</param>
internal sealed record Row(string Name, string Title, Errors Paper)
{
    public static readonly Row BeliefNet = new("dbn", "deep belief net", new(0, 1.2, 1.2));

    public static readonly Row Autoencoders = new("autoencoders", "autoencoders", new(0, 1.4, 1.4));

    public static readonly Row Supervised = new("supervised", "supervised", new(0, 1.7, 2.0));

    public static readonly Row Deep = new("deep", "deep, none", new(0.004, 2.1, 2.4));

    public static readonly Row Shallow = new("shallow", "shallow, none", new(0.004, 1.8, 1.9));
}

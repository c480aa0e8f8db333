namespace NetDsl;

/// <summary>One plot of several above each other: what has one unit.</summary>
/// <param name="Title">With its unit: <c>error (%)</c>.</param>
/// <param name="Lines">Each with its points.</param>
/// <param name="FromZero">Whether the axis starts at 0.</param>
internal sealed record Panel(string Title, IReadOnlyList<Curve> Lines, bool FromZero);

/// <param name="Subject">Whose curve it is: legend and colour are the subject's.</param>
/// <param name="Points">Number of the epoch and value; not a number where the line ends and another begins.</param>
internal sealed record Curve(CurveSubject Subject, IReadOnlyList<(double Epoch, double Value)> Points);

/// <summary>The examples that are measured.</summary>
internal enum CurveSubject
{
    Training,
    Validation,
}

namespace NetDsl.Generator;

/// <summary>The names by which tests see what an edit runs again.</summary>
internal static class Steps
{
    public const string LoadFiles = nameof(LoadFiles);
    public const string ParseFiles = nameof(ParseFiles);
    public const string LinkFiles = nameof(LinkFiles);
    public const string CollectExports = nameof(CollectExports);
    public const string BindModels = nameof(BindModels);
    public const string ReportDiagnostics = nameof(ReportDiagnostics);
    public const string SelectModels = nameof(SelectModels);
    public const string PlanKernels = nameof(PlanKernels);
}

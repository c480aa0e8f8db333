namespace NetDsl.Tests.Common;

/// <summary>A theory on the OpenCL device; skipped, and counted so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpenClTheoryAttribute : Xunit.TheoryAttribute
{
    public override string? Skip => OpenClLane.Missing;
}

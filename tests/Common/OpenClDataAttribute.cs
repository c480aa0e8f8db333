using System.Reflection;
using Xunit.Sdk;

namespace NetDsl.Tests.Common;

/// <summary>As <c>InlineData</c>, for the OpenCL device; skipped, and counted so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class OpenClDataAttribute(params object[] data) : DataAttribute
{
    public override string? Skip => OpenClLane.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [data];
}

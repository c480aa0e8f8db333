using NetDsl.Tests.Common;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NetDsl.Conformance.Devices;

/// <summary>A theory of <see cref="DeviceConformanceTests"/>: skipped, and counted so, in a class whose device is
/// missing.</summary>
[XunitTestCaseDiscoverer("NetDsl.Conformance.Devices.DeviceTheoryDiscoverer", "NetDsl.Conformance.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeviceTheoryAttribute : TheoryAttribute;

/// <summary>Of a class whose tests need an OpenCL device.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsOpenClAttribute : Attribute;

/// <summary>Finds the cases of a <see cref="DeviceTheoryAttribute"/>.</summary>
public sealed class DeviceTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        testMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsOpenClAttribute)).Any()
            && OpenClLane.Missing is { } reason
            ?
            [
                new XunitSkippedDataRowTestCase(
                    DiagnosticMessageSink,
                    discoveryOptions.MethodDisplayOrDefault(),
                    discoveryOptions.MethodDisplayOptionsOrDefault(),
                    testMethod,
                    reason),
            ]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

using NetDsl.Cpu;

namespace NetDsl.Conformance.Devices;

public sealed class CpuScalarConformanceTests(RunCache cache) : CpuConformanceTests(cache, SimdWidth.Scalar);

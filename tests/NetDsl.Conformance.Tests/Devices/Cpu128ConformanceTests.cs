using NetDsl.Cpu;

namespace NetDsl.Conformance.Devices;

public sealed class Cpu128ConformanceTests(RunCache cache) : CpuConformanceTests(cache, SimdWidth.Bits128);

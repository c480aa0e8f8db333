using NetDsl.Cpu;

namespace NetDsl.Conformance.Devices;

public sealed class Cpu512ConformanceTests(RunCache cache) : CpuConformanceTests(cache, SimdWidth.Bits512);

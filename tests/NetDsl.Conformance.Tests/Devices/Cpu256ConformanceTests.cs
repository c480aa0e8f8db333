using NetDsl.Cpu;

namespace NetDsl.Conformance.Devices;

public sealed class Cpu256ConformanceTests(RunCache cache) : CpuConformanceTests(cache, SimdWidth.Bits256);

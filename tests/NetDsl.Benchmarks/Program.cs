using System.CommandLine;
using NetDsl.Benchmarks;

const string Summary =
    "NetDsl's speed: its CPU kernels and native programs against others, its generator; libtorch's numbers for tests.";
var root = new RootCommand(Summary)
{
    CpuCommand.Create(),
    ScalingCommand.Create(),
    WidthsCommand.Create(),
    NativeCommand.Create(),
    GeneratorCommand.Create(),
    OracleCommand.Create(),
    NetworksCommand.Create(),
    KernelsCommand.Create(),
    LayersCommand.Create(),
};
return root.Parse(args).Invoke();

using System.CommandLine;
using NetDsl.Benchmarks;
using Spectre.Console;

const int WidthOfFiles = 200;
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
if (Console.IsOutputRedirected)
{
    // a file has no width: no line of a table shall be folded
    AnsiConsole.Profile.Width = WidthOfFiles;
}

return root.Parse(args).Invoke();

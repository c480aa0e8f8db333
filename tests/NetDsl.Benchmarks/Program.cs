using System.CommandLine;
using NetDsl.Benchmarks;

const string Summary =
    "NetDsl's speed: its CPU kernels against libtorch, its source generator; and libtorch's numbers for the tests.";
var root = new RootCommand(Summary)
{
    CpuCommand.Create(),
    GeneratorCommand.Create(),
    OracleCommand.Create(),
    NetworksCommand.Create(),
    KernelsCommand.Create(),
};
return root.Parse(args).Invoke();

using System.CommandLine;
using NetDsl.Benchmarks;

var root = new RootCommand("NetDsl's speed: its CPU kernels against libtorch, and its source generator.")
{
    CpuCommand.Create(),
    GeneratorCommand.Create(),
};
return root.Parse(args).Invoke();

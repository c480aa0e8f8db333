namespace NetDsl.Gpu.Tests;

/// <summary>What OpenCL devices get, compiled without one.</summary>
public sealed class OpenClSourceTests
{
    [Fact]
    public void No_kernel_uses_doubles_generic_addresses_or_a_comparisons_bits()
    {
        using var compiler = KernelCompiler.OpenCl();
        var found = new List<string>();
        foreach (var kernel in TestKernels.All)
        {
            string source = compiler.Compile(kernel);
            found.AddRange(
                from fault in (string[])["double", "generic ", "E-45", "e-45"]
                where source.Contains(fault, StringComparison.Ordinal)
                select $"{kernel}: {fault}");
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace NetDsl.Gpu.Tests;

/// <summary>What CUDA devices get, compiled without one.</summary>
public sealed partial class PtxTests(PtxTests.Texts texts) : IClassFixture<PtxTests.Texts>
{
    // 1.4e-45, which is a comparison that became a float by its bits
    private const string BitsOfOne = "0f00000001";

    [Fact]
    public void Product_keeps_its_sums_in_registers_and_moves_quads()
    {
        string ptx = texts.Of(typeof(MatrixProduct<StandardTile, RowMajor, RowMajor, BiasSink<Relu>>));
        Assert.Contains("ld.global.v4.f32", ptx, StringComparison.Ordinal);
        Assert.Contains("ld.shared.v4.f32", ptx, StringComparison.Ordinal);
        Assert.Contains("st.global.v4.f32", ptx, StringComparison.Ordinal);
        Assert.Contains("bar.sync", ptx, StringComparison.Ordinal);
        // 8×4 values, four steps of the depth a round
        Assert.True(Regex.Count(ptx, "mul.f32|fma.rn.f32") >= 128, ptx);
    }

    [Fact]
    public void Strips_of_transposed_factors_are_stored_as_quads() => Assert.Contains(
        "st.shared.v4.f32",
        texts.Of(typeof(MatrixProduct<SmallTile, ColumnMajor, ColumnMajor, MatrixSink>)),
        StringComparison.Ordinal);

    [Fact]
    public void Tanh_is_not_the_approximate_instruction() => Assert.DoesNotContain(
        "tanh.approx", texts.Of(typeof(ActivationForward<Tanh>)), StringComparison.Ordinal);

    [Fact]
    public void Every_kernel_is_among_those_that_are_compiled_here()
    {
        var compiled = TestKernels.All.Select(Definition).ToHashSet();
        Assert.Empty(
            from type in typeof(IKernel).Assembly.GetTypes()
            where type is { IsInterface: false } && typeof(IKernel).IsAssignableFrom(type)
            where !compiled.Contains(Definition(type))
            select type.Name);
    }

    [Fact]
    public void No_kernel_uses_local_memory_calls_doubles_or_a_comparisons_bits() => Check(TestKernels.All, Faults);

    // of every network and every stage
    [Fact]
    public void No_kernel_of_an_example_uses_local_memory_calls_doubles_or_a_comparisons_bits() =>
        Check(ExampleKernels.All, Faults);

    [Fact]
    public void No_loop_over_values_divides() => Check(
        TestKernels.OverValues, ptx => PtxBlocks.InnermostLoops(ptx).Where(loop => Divisions().IsMatch(loop)));

    [Fact]
    public void Faults_are_found()
    {
        string[] faulty =
        [
            "mov.f32 %f1, 0f00000001;",
            ".local .align 4 .b8 __local[32];",
            "  call.uni (ret), f, ();",
            "cvt.rn.f64.u32 %d1, %r1;",
        ];
        Assert.All(faulty, line => Assert.Single(Faults(line)));
        Assert.Single(Faults(LateLoad));
        Assert.Empty(Faults("selp.b32 %f1, 0f3F800000, 0f00000000, %p1;"));
        const string loops = "L_1:\n rem.s32 a;\nL_2:\n add.s32 b;\n bra L_2;\n bra L_1;\n";
        Assert.DoesNotMatch(Divisions(), Assert.Single(PtxBlocks.InnermostLoops(loops)));
        Assert.Matches(Divisions(), Assert.Single(PtxBlocks.InnermostLoops("L_1:\n div.s32 a;\n bra L_1;\n")));
    }

    // what ILGPU 1.5.3 makes of: var first = shared[0]; Group.Barrier(); if (first > 0) …
    private const string LateLoad = """
        L_1:
        	bar.sync	0;
        	ld.shared.f32	%f1, [%rd1];
        	sqrt.rn.f32	%f2, %f1;
        	setp.gt.f32	%p1, %f2, 0f00000000;
        	@%p1 bra	L_2;
        L_2:
        """;

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static IEnumerable<string> Faults(string ptx)
    {
        if (ptx.Contains(BitsOfOne, StringComparison.Ordinal))
            yield return "a comparison's bits as a float";
        if (ptx.Contains(".local", StringComparison.Ordinal))
            yield return "local memory";
        if (ptx.Contains(".f64", StringComparison.Ordinal))
            yield return "doubles";
        if (Calls().IsMatch(ptx))
            yield return "calls";
        if (PtxBlocks.BranchOnALateLoad(ptx) is { } load)
            yield return $"a branch on {load}, which the compiler may have moved behind a store or a barrier";
    }

    private void Check(IEnumerable<Type> kernels, Func<string, IEnumerable<string>> faults)
    {
        var found = (
            from kernel in kernels.AsParallel()
            from fault in faults(texts.Of(kernel))
            select $"{kernel}: {fault}").ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [GeneratedRegex(@"^\s*call", RegexOptions.Multiline)]
    private static partial Regex Calls();

    [GeneratedRegex(@"\b(div|rem)\.[su](32|64)")]
    private static partial Regex Divisions();

    /// <summary>The PTX of kernels, each compiled once, by a compiler for each thread.</summary>
    public sealed class Texts : IDisposable
    {
        private readonly ThreadLocal<KernelCompiler> compilers = new(KernelCompiler.Ptx, trackAllValues: true);
        private readonly ConcurrentDictionary<Type, string> texts = [];

        public string Of(Type kernel) => texts.GetOrAdd(kernel, _ => compilers.Value!.Compile(kernel));

        public void Dispose()
        {
            foreach (var compiler in compilers.Values)
                compiler.Dispose();
            compilers.Dispose();
        }
    }
}

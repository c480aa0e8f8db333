using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NetDsl.Gpu.Tests;

/// <summary>What the C# compiler may not make of kernels, because ILGPU's compiler gets it wrong.</summary>
public sealed class IlTests
{
    [Fact]
    public void No_comparison_of_the_gpus_assembly_becomes_a_float() =>
        Assert.Empty(ComparisonsAsFloats(typeof(GpuExecutor).Assembly, _ => true));

    [Fact]
    public void No_comparison_of_what_kernels_call_of_the_runtime_becomes_a_float() => Assert.Empty(ComparisonsAsFloats(
        typeof(Philox).Assembly, type => type is nameof(Philox) or nameof(PhiloxBlock) or nameof(TurnedUnit)));

    // shapes and slopes, of all the examples' networks
    [Fact]
    public void No_comparison_of_a_generated_program_becomes_a_float() => Assert.Empty(ComparisonsAsFloats(
        typeof(IlTests).Assembly,
        type => type == "GpuProgram" || type.EndsWith("Shape", StringComparison.Ordinal) || type.Contains("Slope")));

    [Fact]
    public void Comparison_that_becomes_a_float_is_found() => Assert.Equal(
        [nameof(Wrong.Step), nameof(Wrong.NotAbove)],
        ComparisonsAsFloats(typeof(IlTests).Assembly, type => type == nameof(Wrong)));

    /// <summary>What the tests must find: a comparison and <c>conv.r4</c>.</summary>
    internal static class Wrong
    {
        public static float Step(float value) => value > 0 ? 1 : 0;

        public static float NotAbove(float value, float other) => !(value > other) ? 1 : 0;

        public static float Right(float value) => value > 0 ? 1f : 0f;
    }

    /// <summary>Methods in which the result of a comparison is converted to a floating-point number. C# compiles <c>x >
    /// 0 ? 1 : 0</c> to that where a float is wanted, and ILGPU 1.5.3 makes the float of the bits of the integer 1,
    /// 1.4e-45: write <c>x > 0 ? 1f : 0f</c>.</summary>
    private static List<string> ComparisonsAsFloats(Assembly assembly, Func<string, bool> isMeant)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var found = new List<string>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            string type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
            if (method.RelativeVirtualAddress == 0 || !isMeant(type))
                continue;
            var before = OpCodes.Nop;
            foreach (var code in Decode(file.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
            {
                if (IsConversionToFloat(code) && IsComparison(before))
                    found.Add(metadata.GetString(method.Name));
                before = code;
            }
        }

        return found;
    }

    private static bool IsComparison(OpCode code) =>
        code == OpCodes.Ceq || code == OpCodes.Cgt || code == OpCodes.Cgt_Un
        || code == OpCodes.Clt || code == OpCodes.Clt_Un;

    private static bool IsConversionToFloat(OpCode code) =>
        code == OpCodes.Conv_R4 || code == OpCodes.Conv_R8 || code == OpCodes.Conv_R_Un;

    private static readonly Dictionary<short, OpCode> All = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private static IEnumerable<OpCode> Decode(BlobReader il)
    {
        while (il.RemainingBytes > 0)
        {
            short value = il.ReadByte();
            if (value == 0xFE)
                value = (short)(0xFE00 | il.ReadByte());
            var code = All[value];
            int operand = code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 * il.ReadInt32(),
                _ => 4,
            };
            il.Offset += operand;
            yield return code;
        }
    }
}

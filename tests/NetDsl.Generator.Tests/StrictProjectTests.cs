using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetDsl.Generator.Tests;

/// <summary>Generated code compiles without a warning in whatever project it is a part of.</summary>
public sealed class StrictProjectTests
{
    private const string Broken = """
        /// Has an error.
        network Broken { input image 1x8x8; c1 = conv 3x3 filters 0; output digit = dense 3 softmax { a b c } }
        schedule Standard for Broken { batch 4; finetune { optimizer sgd rate 0.1; epochs 1 } }
        network Save { input image 1x8x8; output digit = dense 3 softmax }
        """;

    private static readonly (string Path, string Text)[] Files =
    [
        ("a.net", Sources.LeNet5), ("b.net", Sources.Depth), ("c.net", Sources.Branches), ("d.net", Sources.Greedy),
        ("e.net", Broken),
    ];

    [Theory]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Warnings)]
    [InlineData(LanguageVersion.Latest, NullableContextOptions.Annotations)]
    [InlineData(LanguageVersion.Preview, NullableContextOptions.Enable)]
    public void Networks_and_stubs_compile_in_a_strict_project(
        LanguageVersion language, NullableContextOptions nullable)
    {
        var run = new GeneratorRun(new ProjectProperties { Language = language, Nullable = nullable }, Files);
        run.EditCSharp("""
            #pragma warning disable CS8981
            global using net = System.Text;
            global using cpu = System.Text;
            global using gpu = System.Text;
            [assembly: System.CLSCompliant(true)]
            """);
        AssertCompiles(run);
    }

    [Theory]
    [InlineData("")]
    [InlineData("my-net")]
    [InlineData("2048net")]
    [InlineData("Acme.event.App")]
    [InlineData("3D-Net.Träum")]
    [InlineData("a b.1c..d")]
    [InlineData("train-tiny")]
    [InlineData("System")]
    [InlineData("LeNet5")]
    [InlineData("class.namespace.global.var.file")]
    public void Networks_compile_in_projects_of_any_name(string rootNamespace) =>
        AssertCompiles(new GeneratorRun(new ProjectProperties { RootNamespace = rootNamespace }, Files));

    [Theory]
    [InlineData("my-net", "my_net")]
    [InlineData("2048net", "_2048net")]
    [InlineData("Acme.event.App", "Acme.@event.App")]
    [InlineData("3D-Net.Träum", "_3D_Net.Träum")]
    [InlineData("a b.1c", "a_b._1c")]
    [InlineData("Fine.Name", "Fine.Name")]
    [InlineData("", "")]
    public void Root_namespace_is_made_valid_as_the_sdk_does(string rootNamespace, string expected) =>
        Assert.Equal(expected, NetDsl.Compiler.Emit.NamespaceName.Of(rootNamespace));

    [Fact]
    public void User_of_csharp_12_can_call_all_that_readme_shows()
    {
        var run = new GeneratorRun(
            new ProjectProperties { Language = LanguageVersion.CSharp12, Gpu = false }, ("a.net", Sources.LeNet5));
        run.EditCSharp("""
            using System;
            using NetDsl;
            namespace Reader;
            internal static class Program
            {
                private static void Main()
                {
                    using var model = LeNet5.Create(seed: 42);
                    model.Load("a.safetensors");
                    model.Load("a.safetensors", model.C1);
                    model.Load("a.safetensors", except: [model.C1, model.C3]);
                    var shape = new Shape(1, 28, 28);
                    var other = new Shape([1, 28, 28]);
                    var progress = new CombinedProgress(ConsoleProgress.Default, new CsvMetrics("a.csv"));
                    var digits = SampleDigits.Create();
                    model.Run(LeNet5.Schedules.Standard, digits, progress);
                    var some = digits.Training.OfClasses("zero", "one");
                    LeNet5.Prediction answer = model.Predict(some.Images[0]);
                    float[] pixels = new float[784];
                    Console.WriteLine($"{model.Predict(pixels).Digit} {answer.Probability} {shape} {other}");
                }
            }
            """);
        AssertCompiles(run);
    }

    [Fact]
    public void Every_list_of_parameters_that_csharp_12_does_not_know_has_an_array_too()
    {
        const BindingFlags declared =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = new[] { typeof(NetDsl.Model).Assembly, typeof(NetDsl.Gpu.IGpuProgram).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(type => type.GetMembers(declared))
            .OfType<MethodBase>().ToList();
        var lists = members.Where(member => member.GetParameters() is [.., var last]
            && last.IsDefined(typeof(ParamCollectionAttribute), false)).ToList();
        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.Contains(members, member => member.DeclaringType == list.DeclaringType
            && member.Name == list.Name && member.GetParameters() is [.., var last] parameters
            && parameters.Length == list.GetParameters().Length && last.IsDefined(typeof(ParamArrayAttribute), false)));
    }

    private static void AssertCompiles(GeneratorRun run) =>
        Assert.Empty(run.Output.GetDiagnostics().Where(found => found.Severity != DiagnosticSeverity.Hidden));
}

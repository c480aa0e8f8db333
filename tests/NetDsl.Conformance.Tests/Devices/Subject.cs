using NetDsl.Compiler.Binding;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Devices;

/// <summary>A network of the folder Networks: its file, and the class that the generator made of it; or one that is
/// made of such.</summary>
/// <param name="Name">The file's name and the network's; with a folder in front where it is in one below.</param>
/// <param name="LeastBatch">Examples of the smallest batch that it can be trained on.</param>
internal sealed record Subject(string Name, Func<ulong, Device, Model> Create, int LeastBatch = 1)
{
    /// <summary>The file's text, which the build copies beside the tests.</summary>
    public string Text => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Networks", Name + ".net"));

    /// <summary>The network, where no file states it: a part of a training schedule.</summary>
    public Network? Made { get; init; }

    /// <summary>The file's network, bound by the compiler, or the one that was made; interpreted in double.</summary>
    public ReferenceNetwork Reference => new(Made ?? Network);

    private Network Network
    {
        get
        {
            var compilation = Compiler.Compilation.Compile(Text);
            Assert.DoesNotContain(
                compilation.Diagnostics, found => found.Severity == Compiler.Diagnostics.DiagnosticSeverity.Error);
            return Assert.Single(compilation.Networks);
        }
    }
}

using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Parsing;

namespace NetDsl.Compiler;

/// <summary>A file on its own, from text to meaning.</summary>
public static class Compilation
{
    /// <summary>Parses and binds one file. The result holds the diagnostics of both, in the order of the file.</summary>
    public static BoundFile Compile(string text)
    {
        var parsed = Parser.Parse(text);
        var bound = Binder.Bind(parsed);
        var all = parsed.Diagnostics.Concat(bound.Diagnostics).OrderBy(diagnostic => diagnostic.Span.Start);
        return bound with { Diagnostics = all.ToEquatableArray() };
    }
}

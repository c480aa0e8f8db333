using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NetDsl.Benchmarks.Generator;

/// <summary>A <c>.net</c> file that is only text.</summary>
internal sealed class NetFile(string path, string text) : AdditionalText
{
    private readonly SourceText content = SourceText.From(text);

    /// <inheritdoc/>
    public override string Path => path;

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => content;
}

using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Which blocks of one file are used, and what of their parameters.</summary>
/// <param name="document">The file.</param>
internal sealed class BlockUses(Document document)
{
    private readonly Dictionary<string, HashSet<string>> read = [];

    /// <summary>Notes a use of a block.</summary>
    /// <returns>Takes the names whose numbers it takes; null for a block of another file.</returns>
    public HashSet<string>? Of(BlockDefinition block)
    {
        if (!block.File.Document.IsSame(document))
        {
            return null;
        }

        if (!read.TryGetValue(block.Name, out var names))
        {
            read.Add(block.Name, names = []);
        }

        return names;
    }

    /// <summary>The names whose numbers the uses of a block took; null where it is not used.</summary>
    public HashSet<string>? Find(string block) => read.TryGetValue(block, out var names) ? names : null;
}

using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The constants and blocks that the statements of one file may name: its own, and those of its imports. They
/// are known in networks and blocks everywhere; in constants, those above and those imported.</summary>
internal sealed class Declarations(Document document)
{
    private readonly Dictionary<string, Constant> constants = [];
    private readonly Dictionary<string, BlockDefinition> blocks = [];
    private readonly Dictionary<string, Import> importedConstants = [];
    private readonly Dictionary<string, Import> importedBlocks = [];
    private readonly List<Import> imports = [];

    public Document Document => document;

    /// <summary>Whether something in the file could not be read that may be a declaration.</summary>
    public bool MayMissSome { get; set; }

    /// <summary>Those of the file itself, by name: the others see no more of it.</summary>
    public IReadOnlyDictionary<string, Constant> OwnConstants => constants;

    public IReadOnlyDictionary<string, BlockDefinition> OwnBlocks => blocks;

    public IReadOnlyList<Import> Imports => imports;

    public IEnumerable<string> ConstantNames => constants.Keys.Concat(importedConstants.Keys);

    public IEnumerable<string> BlockNames => blocks.Keys.Concat(importedBlocks.Keys);

    public bool HasConstant(string name) => constants.ContainsKey(name) || importedConstants.ContainsKey(name);

    /// <summary>The number of a constant that there is; null where its own declaration is wrong.</summary>
    public Number? Constant(string name) => constants.TryGetValue(name, out var constant)
        ? constant.Value
        : importedConstants[name].Declarations!.constants[name].Value;

    public BlockDefinition? Block(string name) =>
        blocks.TryGetValue(name, out var block) ? block
        : importedBlocks.TryGetValue(name, out var import) ? import.Declarations!.blocks[name]
        : null;

    /// <summary>The import that a block comes from; null where it is the file's own.</summary>
    public Import? ImportOfBlock(string name) =>
        !blocks.ContainsKey(name) && importedBlocks.TryGetValue(name, out var import) ? import : null;

    public Import? ImportOfConstant(string name) =>
        !constants.ContainsKey(name) && importedConstants.TryGetValue(name, out var import) ? import : null;

    public void Add(string name, Constant constant) => constants.Add(name, constant);

    public void Add(BlockDefinition block) => blocks.Add(block.Name, block);

    /// <summary>Of two imported declarations of one name, the first stays.</summary>
    public void Add(Import import)
    {
        imports.Add(import);
        if (import.Declarations is not { } imported)
        {
            return;
        }

        foreach (var name in imported.constants.Keys.Where(name => !importedConstants.ContainsKey(name)))
        {
            importedConstants.Add(name, import);
        }

        foreach (var name in imported.blocks.Keys.Where(name => !importedBlocks.ContainsKey(name)))
        {
            importedBlocks.Add(name, import);
        }
    }
}

/// <param name="Value">Null where something is wrong in its declaration, which is reported.</param>
/// <param name="Name">Where its name stands.</param>
internal sealed record Constant(Number? Value, TextSpan Name);

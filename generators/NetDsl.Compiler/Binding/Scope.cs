using NetDsl.Compiler.Binding.Extensions;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>A place in the program: the names that stand for numbers there, how layers are named there, and which uses
/// of blocks led there.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, Number?> parameters;

    private Scope(Declarations file, Dictionary<string, Number?> parameters, BlockUse? use) =>
        (File, this.parameters, Use) = (file, parameters, use);

    /// <summary>What the file of this place declares and imports.</summary>
    public Declarations File { get; }

    public Document Document => File.Document;

    /// <summary>Stands before each name: `inception3a_` inside that use of a block.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>Of the use of a block that led here.</summary>
    public string UseName { get; private init; } = "";

    /// <summary>Stands behind each given name: `_2` in the second turn of a repeat.</summary>
    public string Suffix { get; private init; } = "";

    /// <summary>Whether statements here may be bound several times.</summary>
    public bool IsExpanded { get; private init; }

    /// <summary>Whether statements here are the branches of a `concat` or `add`.</summary>
    public bool IsJoin { get; private init; }

    /// <summary>Blocks and repeats around this place.</summary>
    public int Depth { get; private init; }

    /// <summary>Of a place in an extended network that another one takes over: how that one's messages see it.</summary>
    public Inherited? Inherited { get; private set; }

    /// <summary>Whether labels here are those of the extended network.</summary>
    public bool HasInheritedLabels { get; private set; }

    /// <summary>The scope of what a replacement here replaces: what is known there is known here.</summary>
    public Scope? Replaced { get; private init; }

    /// <summary>The use that led here, or null.</summary>
    public BlockUse? Use { get; }

    /// <summary>The names that stand for numbers.</summary>
    public IEnumerable<string> Names => parameters.Keys.Concat(File.ConstantNames);

    /// <summary>Outside of networks. The declarations may still grow.</summary>
    public static Scope OfFile(Declarations file) => new(file, [], null);

    public bool Contains(string name) => parameters.ContainsKey(name) || File.HasConstant(name);

    /// <summary>The import that a name comes from; null where it is a parameter or the file's own.</summary>
    public Import? ImportOf(string name) => parameters.ContainsKey(name) ? null : File.ImportOfConstant(name);

    /// <summary>The number of a name that is known here; null where its own declaration is wrong.</summary>
    public Number? Find(string name)
    {
        Use?.Read?.Add(name);
        return parameters.TryGetValue(name, out var parameter) ? parameter : File.Constant(name);
    }

    /// <summary>One turn of a repeat here; from 1 on.</summary>
    public Scope Turn(int number) => new(File, parameters, Use)
    {
        Prefix = Prefix,
        UseName = UseName,
        Suffix = FormattableString.Invariant($"{Suffix}_{number}"),
        Replaced = Replaced,
        IsExpanded = true,
        IsJoin = IsJoin,
        Depth = Depth + 1,
    };

    /// <summary>Between the branches of a `concat` or `add`, or inside one of them.</summary>
    public Scope Joined(bool isJoin) => new(File, parameters, Use)
    {
        Prefix = Prefix,
        UseName = UseName,
        Suffix = Suffix,
        Replaced = Replaced,
        IsExpanded = IsExpanded,
        IsJoin = isJoin,
        Depth = Depth,
    };

    /// <summary>Inside a block that is used here.</summary>
    /// <param name="name">The use's, which stands before each name in the block.</param>
    /// <param name="values">The block's parameters. It may still grow.</param>
    public Scope Inside(BlockUse use, string name, Dictionary<string, Number?> values) =>
        new(use.Block.File, values, use)
        {
            Prefix = name + "_",
            UseName = name,
            IsExpanded = true,
            Depth = Depth + 1,
        };

    /// <summary>Of a replacement that stands here.</summary>
    /// <param name="name">What it replaces, whose name it keeps.</param>
    /// <param name="replaced">The scope of that.</param>
    public Scope Replacing(string name, Scope replaced) => new(File, parameters, Use)
    {
        Prefix = name + "_",
        UseName = name,
        Replaced = replaced,
        IsExpanded = true,
        Depth = Depth + 1,
    };

    /// <summary>The same place as a network sees it that extends the one there.</summary>
    public Scope Under(Inherited inherited)
    {
        var copy = WithInheritedLabels();
        copy.Inherited = inherited;
        return copy;
    }

    public Scope WithInheritedLabels()
    {
        var copy = (Scope)MemberwiseClone();
        copy.HasInheritedLabels = true;
        return copy;
    }

    /// <summary>What messages say of the way here; empty outside of blocks.</summary>
    /// <param name="reader">The file where the message stands.</param>
    public string Chain(Document reader) => Use is null ? "" : Use.Chain(reader);

    /// <summary>The full name of what a statement here names. A layer in a replacement may keep the name of what is
    /// replaced.</summary>
    public string NameOf(string given) =>
        Replaced is not null && given == UseName ? given + Suffix : Prefix + given + Suffix;

    /// <summary>What a name that stands here may mean, the nearest first: the layer of this turn of a repeat, of a turn
    /// around it, or one outside of repeats; in a block, only what the block itself names.</summary>
    public IEnumerable<string> NamesOf(string given)
    {
        for (var suffix = Suffix; suffix.Length > 0; suffix = suffix.Substring(0, suffix.LastIndexOf('_')))
        {
            yield return Prefix + given + suffix;
        }

        yield return Prefix + given;
        if (Replaced is { } around)
        {
            foreach (var name in around.NamesOf(given))
            {
                yield return name;
            }

            yield return given;
        }
    }
}

using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The names of one network, and the C# members that they become.</summary>
internal sealed class NameTable(string network, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, Place> names = [];
    private readonly Dictionary<string, string> owners = [];
    private readonly Dictionary<string, int> counts = [];

    /// <summary>Enters a name that the file gives; reported where it is taken or cannot be.</summary>
    public void Add(WordTerm name, bool isHead = false, bool isInput = false)
    {
        var member = MemberName.Of(name.Text);
        if (!NameLength.Require(name, diagnostics))
        {
            return;
        }

        if (names.TryGetValue(name.Text, out var first))
        {
            diagnostics.Add(Descriptors.DuplicateName, name.Span, name.Text, first.For(diagnostics.Scope.Document));
        }
        else if (member.Length == 0)
        {
            diagnostics.Add(Descriptors.NotAnIdentifier, name.Span, TermText.Found(name));
        }
        else if (ReservedOf(member) is { } reserved)
        {
            diagnostics.Add(Descriptors.ReservedName, name.Span, name.Text, "member", reserved);
        }
        else if (isHead && ReservedMembers.ContainsForHead(member) || isInput && ReservedMembers.ContainsForInput(member))
        {
            diagnostics.Add(Descriptors.ReservedName, name.Span, name.Text, "member", member);
        }
        else if (Members(member).FirstOrDefault(owners.ContainsKey) is { } taken)
        {
            diagnostics.Add(Descriptors.SameMember, name.Span, name.Text, owners[taken], taken);
        }
        else
        {
            Enter(name.Text, name.Span, member);
        }
    }

    /// <summary>Enters the name of a use of a block, which becomes no member itself.</summary>
    public void Reserve(WordTerm name)
    {
        if (!NameLength.Require(name, diagnostics))
        {
            return;
        }

        if (names.TryGetValue(name.Text, out var first))
        {
            diagnostics.Add(
                Descriptors.DuplicateName, name.Span, Excerpt.Of(name.Text), first.For(diagnostics.Scope.Document));
        }
        else
        {
            names.Add(name.Text, Here(name.Span));
        }
    }

    /// <summary>The same where nothing has the name: a layer inside may have it.</summary>
    public void ReserveIfFree(WordTerm name)
    {
        if (!Contains(name.Text))
        {
            Reserve(name);
        }
    }

    public bool Contains(string name) => names.ContainsKey(name);

    /// <summary>The name of the next layer of a kind without a name: `conv2` for the second convolution, or the first
    /// number behind it that is free. Named layers count, so that naming one does not rename the others.</summary>
    public string Next(string keyword)
    {
        var number = counts[keyword];
        while (names.ContainsKey(keyword + number) || Members(MemberName.Of(keyword + number)).Any(owners.ContainsKey))
        {
            number++;
        }

        counts[keyword] = number;
        var name = keyword + number;
        Enter(name, new TextSpan(0, 0), MemberName.Of(name));
        return name;
    }

    /// <summary>Counts one more layer of a kind, named or not.</summary>
    public void Count(string keyword) => counts[keyword] = counts.TryGetValue(keyword, out var count) ? count + 1 : 1;

    private static IEnumerable<string> Members(string member) =>
        ReservedMembers.Endings.Select(ending => member + ending);

    /// <summary>Of the members that a name becomes, the first that the class cannot have, for it has one already, is called
    /// so itself, or would be called as the property's accessor; null where it can have them all.</summary>
    private string? ReservedOf(string member) =>
        Members(member).FirstOrDefault(derived => derived == network || ReservedMembers.Contains(derived))
        ?? Members(member).Select(ReservedMembers.Accessor).FirstOrDefault(accessor => accessor == network);

    private Place Here(TextSpan span) => new(diagnostics.Scope.Document, span);

    private void Enter(string name, TextSpan span, string member)
    {
        names.Add(name, Here(span));
        foreach (var derived in Members(member))
        {
            owners.Add(derived, name);
        }
    }
}

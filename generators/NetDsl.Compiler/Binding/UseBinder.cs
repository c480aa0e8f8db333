using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>A use of a block, `Unit(64, 2)`: which block it is, and the values of its parameters.</summary>
internal sealed class UseBinder(DiagnosticBag diagnostics)
{
    /// <summary>The scope inside the block; null where the use is wrong, which is reported.</summary>
    /// <param name="name">The use's full name.</param>
    /// <param name="scope">Where it stands.</param>
    public Scope? Bind(StatementSyntax statement, WordTerm keyword, string name, Scope scope)
    {
        if (scope.File.Block(keyword.Text) is not { } block)
        {
            ReportUnknown(keyword, scope);
            return null;
        }

        var read = diagnostics.Uses.Of(block);
        if (!block.IsWhole)
        {
            diagnostics.FollowBroken(scope.File.ImportOfBlock(block.Name), keyword);
        }

        if (scope.Use is { } outer && outer.Contains(block))
        {
            diagnostics.Add(Descriptors.RecursiveBlock, keyword.Span, Excerpt.Of(block.Name));
            return null;
        }

        return BlockHead.Parts(statement, keyword.Text, diagnostics) is { } parts
            ? BindArguments(statement, block, read, parts, name, scope)
            : null;
    }

    private void ReportUnknown(WordTerm keyword, Scope scope)
    {
        var isHidden = diagnostics.Hides(Descriptors.UnknownBlock, keyword.Span);
        var near = isHidden ? "" : Suggestion.For(keyword.Text, scope.File.BlockNames);
        if (isHidden || near.Length > 0 || !diagnostics.FollowsFromImport(keyword))
        {
            diagnostics.Add(Descriptors.UnknownBlock, keyword.Span, Excerpt.Of(keyword.Text), near);
        }
    }

    private Scope? BindArguments(
        StatementSyntax statement, BlockDefinition block, HashSet<string>? read, List<List<TermSyntax>> parts, string name,
        Scope scope)
    {
        if (!CountFits(statement, block, parts.Count))
        {
            return null;
        }

        var values = new List<Number>();
        var numbers = new Dictionary<string, Number?>();
        var use = new BlockUse(block, values, scope.Document, statement.Span, scope.Use) { Read = read };
        var inside = scope.Inside(use, name, numbers);
        foreach (var parameter in block.Parameters)
        {
            // a default may be made of the constants and of the parameters before it
            var isGiven = values.Count < parts.Count;
            diagnostics.Scope = isGiven ? scope : inside;
            var terms = isGiven ? parts[values.Count] : parameter.Default!;
            var value = ValueReader.Read(terms, 0, parameter.Name.Text, diagnostics);
            diagnostics.Scope = scope;
            if (value is null)
            {
                return null;
            }

            values.Add(value);
            numbers[parameter.Name.Text] = value;
        }

        return inside;
    }

    private bool CountFits(StatementSyntax statement, BlockDefinition block, int found)
    {
        var (most, least) = (block.Parameters.Count, 0);
        while (least < most && block.Parameters[least].Default is null)
        {
            least++;
        }

        if ((found < least || found > most) && block.IsWhole)
        {
            var expected = least == most ? $"{most} {(most == 1 ? "argument" : "arguments")}" : $"{least} to {most} arguments";
            diagnostics.Add(Descriptors.ArgumentCount, statement.Head, Excerpt.Of(block.Name), expected, found);
        }

        return found >= least && found <= most;
    }
}

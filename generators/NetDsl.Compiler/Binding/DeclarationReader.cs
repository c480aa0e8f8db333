using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Reads the constants and blocks of a file; its networks and schedules are passed over.</summary>
internal sealed class DeclarationReader
{
    private const string ConstantExample = "const width = 64";

    private readonly DiagnosticBag diagnostics;
    private readonly Declarations declarations;

    private DeclarationReader(Declarations declarations, DiagnosticBag diagnostics) =>
        (this.declarations, this.diagnostics) = (declarations, diagnostics);

    /// <param name="document">The file's, which is the diagnostics' too.</param>
    /// <param name="find">A file that may be imported, by its normalized path; null where there is none.</param>
    /// <param name="library">The file's own, to say what is wrong with imports; null where nobody reads that.</param>
    public static Declarations Read(
        FileSyntax file, Document document, Func<string, LibraryFile?> find, Library? library, DiagnosticBag diagnostics)
    {
        var declarations = new Declarations(document);
        var reader = new DeclarationReader(declarations, diagnostics);
        diagnostics.Scope = Scope.OfFile(declarations);
        ImportReader.Read(file, find, library, declarations, diagnostics);
        foreach (var statement in file.Statements)
        {
            reader.Read(statement);
        }

        if (library is not null)
        {
            ImportReader.ReportDuplicates(declarations, diagnostics);
        }

        return declarations;
    }

    private void Read(StatementSyntax statement)
    {
        switch (statement.Keyword?.Text)
        {
            case "const":
                DeclareConstant(statement);
                break;
            case "block":
                DeclareBlock(statement);
                break;
            case "network" or "schedule" or ImportPath.Keyword:
                break;
            default:
                declarations.MayMissSome = true;
                break;
        }

        declarations.MayMissSome |= statement.HasErrorTerm || statement.Block is { IsClosed: false };
    }

    private void DeclareConstant(StatementSyntax statement)
    {
        RefuseAssignment(statement);
        if (statement.Block is { } block)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, "const");
        }

        if (NameOf(statement, "const", ConstantExample) is not { } name)
        {
            return;
        }

        var value = ReadConstant(statement);
        if (declarations.OwnConstants.TryGetValue(name.Text, out var first))
        {
            var place = declarations.Document.Place(first.Name, declarations.Document);
            diagnostics.Add(Descriptors.AlreadyDeclared, name.Span, Excerpt.Of(name.Text), $"a constant, in {place}");
            return;
        }

        declarations.Add(name.Text, new Constant(value, name.Span));
    }

    private Number? ReadConstant(StatementSyntax statement)
    {
        var terms = statement.Terms;
        if (statement.HasErrorTerm)
        {
            return null; // the parser has reported it
        }

        if (terms.Count < 3 || terms[2].Text != "=")
        {
            var found = terms.Count < 3 ? null : terms[2];
            diagnostics.Add(
                Descriptors.UnexpectedTerm, found?.Span ?? statement.Head, TermText.Found(found), "const", "'='");
            return null;
        }

        if (terms.Count < 4)
        {
            diagnostics.Add(
                Descriptors.MissingValue, statement.Head, Excerpt.Of(terms[1].Text),
                $"a value, such as `{ConstantExample}`");
            return null;
        }

        return ValueReader.Read(terms, 3, "const", diagnostics);
    }

    private void DeclareBlock(StatementSyntax statement)
    {
        RefuseAssignment(statement);
        if (NameOf(statement, "block", BlockHead.Example) is not { } name)
        {
            return;
        }

        var parameters = BlockHead.Read(statement, diagnostics);
        if (statement.Block is not { } body)
        {
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, "block", BlockHead.Example);
            return;
        }

        if (!NameLength.Require(name, diagnostics))
        {
            declarations.MayMissSome = true;
        }
        else if (LayerKinds.Find(name.Text) is not null
            || name.Text is "input" or "repeat" or "branch" or "replace" or ProjectionBinder.Keyword
            || OutputsBinder.IsOutput(name.Text))
        {
            diagnostics.Add(Descriptors.AlreadyDeclared, name.Span, name.Text, "a statement of the language");
        }
        else if (declarations.OwnBlocks.TryGetValue(name.Text, out var first))
        {
            var place = declarations.Document.Place(first.NameSpan, declarations.Document);
            diagnostics.Add(Descriptors.AlreadyDeclared, name.Span, Excerpt.Of(name.Text), $"a block, in {place}");
        }
        else
        {
            var isWhole = parameters is not null && !statement.HasErrorInside;
            declarations.Add(new BlockDefinition(name, parameters ?? [], body, isWhole, declarations)
            {
                IsRecomputed = BlockHead.IsRecomputed(statement),
            });
        }
    }

    private WordTerm? NameOf(StatementSyntax statement, string what, string example)
    {
        var found = statement.Terms.Count > 1 ? statement.Terms[1] : null;
        if (found is not WordTerm and not ErrorTerm)
        {
            diagnostics.Add(
                Descriptors.MissingName, found?.Span ?? statement.Head, what, TermText.Found(found), example);
        }

        declarations.MayMissSome |= found is not WordTerm;
        return found as WordTerm;
    }

    private void RefuseAssignment(StatementSyntax statement)
    {
        if (statement.Name is { } name)
        {
            diagnostics.Add(
                Descriptors.UnexpectedAssignment, name.Span, Excerpt.Of(name.Text), statement.Keyword!.Text);
        }
    }
}

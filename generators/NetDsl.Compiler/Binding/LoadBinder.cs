using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`load "vgg16.safetensors" except fc8, conv4 .. conv5` of a schedule.</summary>
internal sealed class LoadBinder(DiagnosticBag diagnostics)
{
    public const string Keyword = "load";

    private const string Example = "load \"vgg16.safetensors\" except fc8";

    /// <param name="list">The schedule's statements.</param>
    /// <param name="isStage">Whether a statement is a stage, before which a load must stand.</param>
    public PlacedLoad? Bind(StatementList list, Func<StatementSyntax, bool> isStage)
    {
        if (list.All(Keyword).FirstOrDefault() is not { } statement)
        {
            return null;
        }

        foreach (var other in list.Statements)
        {
            if (ReferenceEquals(other, statement))
            {
                break;
            }

            if (isStage(other))
            {
                diagnostics.Add(
                    Descriptors.LoadBehindStage, statement.Head, other.Keyword!.Text,
                    diagnostics.Lines.Line(other.Span.Start));
                break;
            }
        }

        return Read(statement);
    }

    private PlacedLoad? Read(StatementSyntax statement)
    {
        var phrase = new Phrase(statement, Keyword, Example, diagnostics);
        var where = phrase.Where;
        var file = phrase.Quoted("the path of a weight file in quotes");
        if (file is not null && file.Trim().Length == 0)
        {
            phrase.Report(
                Descriptors.WrongValue, where, "the file of load", "the path of a weight file", "an empty one");
        }

        PlacedLayers? except = phrase.Accept("except") ? LayerSetReader.Read(phrase) : null;
        phrase.End();
        return phrase.Failed
            ? null
            : new PlacedLoad(new WeightLoad(file!, except?.Layers), statement.Head, except?.Spans ?? []);
    }
}

/// <param name="Ranges">Where each range of layers stands that keeps its values.</param>
internal sealed record PlacedLoad(WeightLoad Load, TextSpan Statement, IReadOnlyList<TextSpan> Ranges);

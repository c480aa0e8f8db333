using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The one input of a network, as far as it is known.</summary>
internal sealed class NetworkInput(FlowTable flows, DiagnosticBag diagnostics)
{
    private StatementSyntax? statement;

    public bool IsStated => statement is not null;

    public string? Name { get; private set; }

    public Shape? Shape { get; private set; }

    public InputPreparation? Preparation { get; private set; }

    /// <param name="isFirst">Whether it stands in front of all layers and outputs.</param>
    public void Bind(StatementSyntax inner, WordTerm keyword, bool isFirst)
    {
        if (inner.Name is { } assigned)
        {
            diagnostics.Add(Descriptors.UnexpectedAssignment, assigned.Span, Excerpt.Of(assigned.Text), keyword.Text);
        }

        if (statement is { } first)
        {
            var line = diagnostics.Lines.Line(first.Span.Start);
            diagnostics.Add(Descriptors.RepeatedStatement, inner.Head, keyword.Text, line, "a network has one input");
            return;
        }

        if (!isFirst)
        {
            diagnostics.Add(Descriptors.InputNotFirst, inner.Head);
        }

        statement = inner;
        (Name, Shape, Preparation) = InputBinder.Bind(inner, keyword, diagnostics);
        flows.Current = new Flow(Shape, Name ?? "the input", Flow.Input);
        if (Name is { } named)
        {
            flows.Name(named);
        }
    }
}

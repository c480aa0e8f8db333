using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Binds one network, statement by statement: each layer's input is what the one before gave.</summary>
internal sealed class NetworkBinder
{
    private static readonly IReadOnlyList<string> Statements =
        ["input", .. LayerKinds.All.Select(kind => kind.Keyword), "output"];

    private readonly string name;
    private readonly StatementSyntax statement;
    private readonly DiagnosticBag diagnostics;
    private readonly NameTable names;
    private readonly List<Layer> layers = [];
    private readonly List<string> layerNames = [];
    private StatementSyntax? inputStatement;
    private StatementSyntax? outputStatement;
    private string? inputName;
    private Shape? input;
    private BoundOutput? output;
    private Shape? shape;
    private string source = "the input";
    private bool hasUnknown;

    private NetworkBinder(string name, StatementSyntax statement, DiagnosticBag diagnostics)
    {
        (this.name, this.statement, this.diagnostics) = (name, statement, diagnostics);
        names = new NameTable(name, diagnostics);
    }

    /// <summary>The network, or what is left of it where something in it is wrong.</summary>
    public static (Network? Network, BrokenNetwork Broken) Bind(
        string name, StatementSyntax statement, EquatableArray<Schedule> schedules, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var binder = new NetworkBinder(name, statement, diagnostics);
        if (ReservedMembers.Contains(name))
        {
            diagnostics.Add(Descriptors.ReservedName, statement.Terms[1].Span, name, "class", name);
        }

        var isReadable = binder.BindStatements();
        var isWhole = isReadable && diagnostics.ErrorCount == errors;
        var scheduleNames = schedules.Select(schedule => schedule.Name).ToEquatableArray();
        return (isWhole ? binder.ToNetwork(schedules) : null, binder.ToBroken(scheduleNames));
    }

    private Network ToNetwork(EquatableArray<Schedule> schedules) => new(
        name, statement.Documentation, inputName!, input!, layers.ToEquatableArray(),
        output!.Head!, schedules);

    private BrokenNetwork ToBroken(EquatableArray<string> schedules) => new(
        name, inputName, output?.Name, output?.Labels ?? EquatableArray<string>.Empty, layerNames.ToEquatableArray(), schedules);

    /// <returns>False where the parser has already reported something in it.</returns>
    private bool BindStatements()
    {
        if (statement.Block is not { } block)
        {
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, "network", "network LeNet5 { … }");
            return false;
        }

        EnterNames(block);
        for (var index = 0; index < block.Statements.Count; index++)
        {
            var next = index + 1 < block.Statements.Count ? block.Statements[index + 1].Keyword?.Text : null;
            BindStatement(block.Statements[index], next);
        }

        if (block.IsClosed && !hasUnknown)
        {
            // else what seems to be missing may be what could not be read
            RequireEnds();
        }

        RequireSize();
        return block.IsClosed && !statement.HasErrorTerm && !block.Statements.Any(HasError);
    }

    private static bool HasError(StatementSyntax statement) =>
        statement.HasErrorTerm
        || statement.Block is { } block && (!block.IsClosed || block.Statements.Any(HasError));

    /// <summary>All given names first, so that a made name can avoid those that come later.</summary>
    private void EnterNames(BlockSyntax block)
    {
        foreach (var inner in block.Statements)
        {
            var isEnd = inner.Keyword?.Text is "input" or "output";
            if (isEnd && inner.Terms.Count > 1 && inner.Terms[1] is WordTerm end)
            {
                names.Add(end, isHead: inner.Keyword!.Text == "output");
            }
            else if (!isEnd && inner.Name is { } given)
            {
                names.Add(given);
            }
        }
    }

    private void BindStatement(StatementSyntax inner, string? next)
    {
        if (inner.Keyword is not { } keyword)
        {
            RequireStatement(inner);
        }
        else if (keyword.Text is "input" or "output")
        {
            BindEnd(inner, keyword);
        }
        else if (LayerKinds.Find(keyword.Text) is { } kind)
        {
            BindLayer(inner, keyword, kind, next);
        }
        else
        {
            diagnostics.Add(
                Descriptors.UnknownStatement, keyword.Span, Excerpt.Of(keyword.Text), "network", TermText.Or(Statements),
                Suggestion.For(keyword.Text, Statements));
            (shape, source, hasUnknown) = (null, inner.Name?.Text ?? keyword.Text, true);
        }
    }

    private void RequireStatement(StatementSyntax inner)
    {
        (shape, hasUnknown) = (null, true);
        if (!inner.HasErrorTerm)
        {
            var found = inner.Terms.Count > 0 ? TermText.Found(inner.Terms[0]) : inner.Block is null ? "the end of the line" : "'{'";
            diagnostics.Add(Descriptors.StatementExpected, inner.Head, found, "a layer, input or output");
        }
    }

    private void BindEnd(StatementSyntax inner, WordTerm keyword)
    {
        var isInput = keyword.Text == "input";
        if (inner.Name is { } assigned)
        {
            diagnostics.Add(Descriptors.UnexpectedAssignment, assigned.Span, Excerpt.Of(assigned.Text), keyword.Text);
        }

        if ((isInput ? inputStatement : outputStatement) is { } first)
        {
            var line = diagnostics.Lines.Line(first.Span.Start);
            diagnostics.Add(Descriptors.RepeatedStatement, inner.Head, keyword.Text, line, $"a network has one {keyword.Text}");
        }
        else if (isInput)
        {
            BindInput(inner, keyword);
        }
        else
        {
            outputStatement = inner;
            output = OutputBinder.Bind(inner, keyword, shape, source, diagnostics);
            layers.AddRange(output.Layer is { } layer ? [layer] : []);
        }
    }

    private void BindInput(StatementSyntax inner, WordTerm keyword)
    {
        if (layerNames.Count > 0 || outputStatement is not null)
        {
            diagnostics.Add(Descriptors.InputNotFirst, inner.Head);
        }

        inputStatement = inner;
        (inputName, input) = InputBinder.Bind(inner, keyword, diagnostics);
        (shape, source) = (input, inputName ?? source);
    }

    private void BindLayer(StatementSyntax inner, WordTerm keyword, LayerKind kind, string? next)
    {
        names.Count(keyword.Text);
        var layerName = inner.Name?.Text ?? names.Next(keyword.Text);
        if (outputStatement is not null)
        {
            diagnostics.Add(Descriptors.OutputNotLast, inner.Head, Excerpt.Of(layerName));
        }

        var flags = kind.TakesActivation ? LayerKinds.ActivationSuffixes : [];
        var arguments = new Arguments(
            diagnostics, keyword, inner.Terms.Skip(1), keyword.Text, kind.Example, kind.Positional, [.. kind.Attributes, .. flags]);
        var activations = kind.TakesActivation
            ? LayerKinds.Activations.Where(activation => arguments.Has(activation.Keyword)).ToList()
            : [];
        if (activations.Count > 1)
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.SpanOf(activations[1].Keyword), activations[0].Keyword,
                activations[1].Keyword, "a second activation is a statement of its own");
        }

        var follows = activations.Count > 0 ? activations[0].Keyword : next;
        var isBeforeRectifier = LayerKinds.IsRectifier(follows);
        Add(kind.Bind(new LayerContext(layerName, inner.Documentation, shape, source, isBeforeRectifier, arguments)), layerName);
        if (activations.Count > 0)
        {
            BindActivation(activations[0], keyword, arguments.Values(activations[0].Keyword));
        }

        RefuseBlock(inner, keyword.Text);
    }

    /// <summary>The `sigmoid` of `dense 1000 sigmoid`: a layer behind the layer.</summary>
    private void BindActivation(LayerKind kind, WordTerm keyword, IReadOnlyList<TermSyntax> values)
    {
        names.Count(kind.Keyword);
        var layerName = names.Next(kind.Keyword);
        var arguments = new Arguments(diagnostics, keyword, values, kind.Keyword, kind.Example, kind.Positional, []);
        Add(kind.Bind(new LayerContext(layerName, null, shape, source, false, arguments)), layerName);
    }

    private void Add(LayerBinding bound, string layerName)
    {
        layerNames.Add(layerName);
        layers.AddRange(bound.Layer is { } layer ? [layer] : []);
        (shape, source) = (bound.Output, layerName);
    }

    private void RefuseBlock(StatementSyntax inner, string subject)
    {
        if (inner.Block is { } block)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, subject);
        }
    }

    private void RequireEnds()
    {
        if (inputStatement is null)
        {
            diagnostics.Add(Descriptors.MissingStatement, statement.Head, $"network {name}", "input", "input image 1x28x28");
        }

        if (outputStatement is null)
        {
            diagnostics.Add(Descriptors.MissingStatement, statement.Head, $"network {name}", "output", "output digit = dense 10 softmax");
        }
    }

    private void RequireSize()
    {
        var parameters = layers.Sum(layer => layer.ParameterCount);
        var values = layers.Sum(layer => layer.Output.Count);
        if (parameters > Limits.Parameters || values > Limits.NetworkValues)
        {
            var isParameters = parameters > Limits.Parameters;
            diagnostics.Add(
                Descriptors.TooLarge, statement.Head, $"network {name}", Limits.Text(isParameters ? parameters : values),
                isParameters ? "parameters" : "values in its layers",
                Limits.Text(isParameters ? Limits.Parameters : Limits.NetworkValues));
        }
    }
}

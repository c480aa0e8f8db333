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
        ["input", .. LayerKinds.All.Select(kind => kind.Keyword), "repeat", "output"];

    private static readonly IReadOnlyList<string> InnerStatements =
        [.. LayerKinds.All.Select(kind => kind.Keyword), "repeat"];

    private readonly string name;
    private readonly StatementSyntax statement;
    private readonly DiagnosticBag diagnostics;
    private readonly Declarations declarations;
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

    private NetworkBinder(string name, StatementSyntax statement, Declarations declarations, DiagnosticBag diagnostics)
    {
        (this.name, this.statement, this.declarations, this.diagnostics) = (name, statement, declarations, diagnostics);
        names = new NameTable(name, diagnostics);
    }

    /// <summary>The network, or what is left of it where something in it is wrong.</summary>
    public static (Network? Network, BrokenNetwork Broken) Bind(
        string name,
        StatementSyntax statement,
        EquatableArray<Schedule> schedules,
        Declarations declarations,
        DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var binder = new NetworkBinder(name, statement, declarations, diagnostics);
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

        var file = diagnostics.Scope;
        var flat = new Expander(declarations, names, diagnostics).Expand(block);
        for (var index = 0; index < flat.Count; index++)
        {
            var next = index + 1 < flat.Count ? flat[index + 1].Statement.Keyword?.Text : null;
            diagnostics.Scope = flat[index].Scope;
            BindStatement(flat[index], next);
        }

        diagnostics.Scope = file;

        if (block.IsClosed && !hasUnknown)
        {
            // else what seems to be missing may be what could not be read
            RequireEnds();
        }

        RequireSize();
        return !statement.HasErrorInside;
    }

    private void BindStatement(FlatStatement flat, string? next)
    {
        var inner = flat.Statement;
        if (inner.Keyword is not { } keyword)
        {
            RequireStatement(inner);
        }
        else if (flat.IsFailed)
        {
            (shape, source) = (null, inner.Name?.Text ?? keyword.Text);
        }
        else if (keyword.Text is "input" or "output" && !flat.Scope.IsExpanded)
        {
            BindEnd(inner, keyword);
        }
        else if (LayerKinds.Find(keyword.Text) is { } kind)
        {
            BindLayer(inner, keyword, kind, next);
        }
        else
        {
            var (where, known) = flat.Scope.IsExpanded ? ("a block", InnerStatements) : ("network", Statements);
            var near = diagnostics.Hides(Descriptors.UnknownStatement, keyword.Span) ? "" : Suggestion.For(keyword.Text, known.Concat(declarations.BlockNames));
            diagnostics.Add(
                Descriptors.UnknownStatement, keyword.Span, Excerpt.Of(keyword.Text), where, TermText.Or(known), near);
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
        var counted = diagnostics.Scope.Prefix + keyword.Text;
        names.Count(counted);
        var layerName = inner.Name?.Text ?? names.Next(counted);
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
        var counted = diagnostics.Scope.Prefix + kind.Keyword;
        names.Count(counted);
        var layerName = names.Next(counted);
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

using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Binds the layers of one network in their order, and follows the values from one to the next.</summary>
internal sealed class LayerBinder(NameTable names, FlowTable flows, DiagnosticBag diagnostics)
{
    /// <summary>Those without an error.</summary>
    public List<Layer> Layers { get; } = [];

    /// <summary>Of all layers, those with an error too.</summary>
    public List<string> Names { get; } = [];

    // of each of those, where it stands
    private readonly List<LayerPlace> places = [];

    /// <param name="next">What reads this one.</param>
    /// <param name="activationName">Of the activation at the statement's end, where it has one already.</param>
    public void Bind(
        StatementSyntax statement, WordTerm keyword, LayerKind kind, Follower next, string? activationName = null)
    {
        var name = NameOf(statement.Name?.Text, keyword.Text);
        IReadOnlyList<AttributeSpec> flags = kind.TakesActivation ? LayerKinds.ActivationSuffixes : [];
        var arguments = new Arguments(
            diagnostics, keyword, statement.Terms.Skip(1), keyword.Text, kind.Example, kind.Positional,
            [.. kind.Attributes, SourceClause.Attribute, .. flags]);
        var activations = kind.TakesActivation
            ? LayerKinds.Activations.Where(activation => arguments.Has(activation.Keyword)).ToList()
            : [];
        if (activations.Count > 1)
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.SpanOf(activations[1].Keyword), activations[0].Keyword,
                activations[1].Keyword, "a second activation is a statement of its own");
        }

        var follower = activations.Count == 0
            ? next : new Follower(false, LayerKinds.IsRectifier(activations[0].Keyword));
        Add(
            kind, name, statement.Documentation, Read(arguments, name), follower, arguments,
            kind.TakesBlock ? statement.Block : null);
        if (activations.Count > 0)
        {
            BindActivation(activations[0], keyword, arguments.Values(activations[0].Keyword), activationName);
            flows.Name(name); // what the whole statement gives
        }

        if (statement.Block is { } block && !kind.TakesBlock)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, keyword.Text);
        }
    }

    /// <summary>`concat { … }`, `add from a, b`.</summary>
    /// <param name="branches">What the branches gave; null where it has none.</param>
    public void BindJoin(StatementSyntax statement, WordTerm keyword, IReadOnlyList<Flow>? branches)
    {
        var name = NameOf(statement.Name?.Text, keyword.Text);
        var kind = (JoinLayerKind)LayerKinds.Find(keyword.Text)!;
        var joined = branches ?? ReadNamed(statement);
        var arguments = new Arguments(diagnostics, keyword, [], keyword.Text, kind.Example, null, []);
        if (joined is not null && joined.Count < 2)
        {
            arguments.Report(Descriptors.TooFewToJoin, statement.Head, keyword.Text, joined.Count);
            joined = null;
        }

        var context = new LayerContext(name, statement.Documentation, null, "", false, arguments) { Joined = joined ?? [] };
        Place(
            joined is null ? LayerBinding.Failed() : kind.Bind(context), name, joined ?? [], statement.Head,
            keyword.Text);
    }

    /// <summary>What a layer reads: the value its `from` names, or the one before it.</summary>
    public Flow Read(Arguments arguments, string name)
    {
        var stated = arguments.Value(SourceClause.Attribute.Name, false, "the name of a layer");
        if (stated is WordTerm word)
        {
            return flows.Find(word) ?? Flow.Unknown(word.Text);
        }

        if (stated is not null)
        {
            arguments.Report(Descriptors.WrongValue, stated.Span, "from", "the name of a layer", TermText.Found(stated));
        }

        return Current(arguments.Span, name);
    }

    /// <summary>The value before a statement; reported where nothing flows there.</summary>
    public Flow Current(TextSpan span, string name)
    {
        if (flows.Current is { } flow)
        {
            return flow;
        }

        diagnostics.Add(Descriptors.NothingFlows, span, Excerpt.Of(name));
        return Flow.Unknown(name);
    }

    /// <summary>Places a layer behind what it reads; its value flows on.</summary>
    /// <param name="definition">See <see cref="Layer.Definition"/>.</param>
    public void Place(
        LayerBinding bound, string name, IReadOnlyList<Flow> sources, TextSpan span, string definition)
    {
        Names.Add(name);
        if (bound.Layer is { } layer)
        {
            var read = new int[sources.Count];
            for (var index = 0; index < read.Length; index++)
            {
                read[index] = sources[index].Layer;
            }

            places.Add(new LayerPlace(span, diagnostics.Scope));
            Layers.Add(layer with { Sources = new EquatableArray<int>(read), Definition = definition });
        }

        flows.Current = new Flow(bound.Output, name, Layers.Count - 1);
        flows.Name(name);
    }

    /// <summary>Warns of each layer that nothing reads.</summary>
    /// <param name="outputs">The layers whose values are outputs.</param>
    public void ReportUnread(IEnumerable<int> outputs)
    {
        var isRead = new bool[Layers.Count];
        foreach (var layer in Layers.SelectMany(layer => layer.Sources).Concat(outputs))
        {
            if (layer >= 0)
            {
                isRead[layer] = true;
            }
        }

        for (var index = 0; index < isRead.Length; index++)
        {
            if (!isRead[index])
            {
                diagnostics.Scope = places[index].Scope;
                diagnostics.Add(Descriptors.UnreadLayer, places[index].Span, Excerpt.Of(Layers[index].Name));
            }
        }
    }

    /// <summary>See <see cref="Layer.Definition"/>.</summary>
    public static string DefinitionOf(LayerKind kind, Arguments arguments) => arguments.Understood(
        kind.Keyword, kind.Positional is { } positional ? [positional, .. kind.Attributes] : kind.Attributes);

    private void Add(
        LayerKind kind, string name, string? documentation, Flow source, Follower follower, Arguments arguments,
        BlockSyntax? block = null)
    {
        var context = new LayerContext(
            name, documentation, source.Shape, source.Source, follower.IsRectifier, arguments)
        {
            IsBeforeNormalization = follower.IsNormalization,
            Block = block,
        };
        Place(kind.Bind(context), name, [source], arguments.Span, DefinitionOf(kind, arguments));
    }

    /// <summary>The `sigmoid` of `dense 1000 sigmoid`: a layer behind the layer.</summary>
    private void BindActivation(LayerKind kind, WordTerm keyword, IReadOnlyList<TermSyntax> values, string? given)
    {
        var name = NameOf(given, kind.Keyword);
        var arguments = new Arguments(diagnostics, keyword, values, kind.Keyword, kind.Example, kind.Positional, []);
        Add(kind, name, null, flows.Current!, Follower.None, arguments);
    }

    private IReadOnlyList<Flow>? ReadNamed(StatementSyntax statement)
    {
        if (SourceClause.Read(statement, diagnostics) is not { } words)
        {
            return null;
        }

        var found = new List<Flow>();
        foreach (var word in words)
        {
            found.Add(flows.Find(word) ?? Flow.Unknown(word.Text));
        }

        return found;
    }

    /// <summary>The name as given, or the next of its kind.</summary>
    public string NameOf(string? given, string keyword)
    {
        var counted = diagnostics.Scope.Prefix + keyword;
        names.Count(counted);
        return given ?? names.Next(counted);
    }

    private sealed class LayerPlace(TextSpan span, Scope scope)
    {
        public TextSpan Span => span;

        public Scope Scope => scope;
    }
}

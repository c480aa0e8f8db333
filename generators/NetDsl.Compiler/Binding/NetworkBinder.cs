using NetDsl.Compiler.Binding.Extensions;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Binds one network, statement by statement.</summary>
internal sealed class NetworkBinder
{
    private static readonly IReadOnlyList<string> Statements =
        ["input", .. LayerKinds.All.Select(kind => kind.Keyword), ProjectionBinder.Keyword, "repeat", "output", "auxiliary"];

    private static readonly IReadOnlyList<string> InnerStatements =
        [.. LayerKinds.All.Select(kind => kind.Keyword), ProjectionBinder.Keyword, "repeat"];

    private readonly string name;
    private readonly StatementSyntax statement;
    private readonly DiagnosticBag diagnostics;
    private readonly ExpansionBudget budget;
    private readonly Extension? extension;
    private readonly NameTable names;
    private readonly FlowTable flows;
    private readonly NetworkInput input;
    private readonly LayerBinder layers;
    private readonly ProjectionBinder projections;
    private readonly OutputsBinder outputs;
    private readonly StructureBinder structure;
    private readonly List<int> firstNames = [];
    private IReadOnlyList<FlatStatement> flat = [];
    private bool hasUnknown;

    private NetworkBinder(
        NetworkSource network, ExpansionBudget budget, Extension? extension, DiagnosticBag diagnostics)
    {
        (name, statement) = (network.Name, network.Statement);
        (this.budget, this.extension, this.diagnostics) = (budget, extension, diagnostics);
        names = new NameTable(name, diagnostics);
        flows = new FlowTable(diagnostics);
        input = new NetworkInput(flows, diagnostics);
        layers = new LayerBinder(names, flows, diagnostics);
        projections = new ProjectionBinder(layers, flows, diagnostics);
        outputs = new OutputsBinder(layers, flows, diagnostics);
        structure = new StructureBinder(layers, flows, diagnostics);
    }

    /// <summary>The network, or what is left of it where something in it is wrong.</summary>
    /// <param name="budget">Of the file's own networks.</param>
    /// <param name="extension">How it changes the network that it extends; null where it extends none.</param>
    public static (Network? Network, BrokenNetwork Broken) Bind(
        NetworkSource source, EquatableArray<Schedule> schedules, ExpansionBudget budget, Extension? extension,
        DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var binder = new NetworkBinder(source, budget, extension, diagnostics);
        if (ReservedMembers.ContainsForNetwork(source.Name))
        {
            var span = source.Statement.Terms[1].Span;
            diagnostics.Add(Descriptors.ReservedName, span, source.Name, "class", source.Name);
        }

        var isReadable = binder.BindStatements();
        var isWhole = isReadable && diagnostics.ErrorCount == errors;
        var scheduleNames = schedules.Select(schedule => schedule.Name).ToEquatableArray();
        return (isWhole ? binder.ToNetwork(schedules) : null, binder.ToBroken(scheduleNames));
    }

    /// <summary>A network for those that extend it.</summary>
    public static BaseNetwork BindBase(
        NetworkSource source, ExpansionBudget budget, Extension? extension, DiagnosticBag silent)
    {
        var binder = new NetworkBinder(source, budget, extension, silent);
        var isWhole = binder.BindStatements() && silent.ErrorCount == 0;
        binder.firstNames.Add(binder.layers.Names.Count);
        return new BaseNetwork(
            source.Name, source.File.Document, binder.flat, binder.layers.Names, binder.firstNames,
            [.. binder.outputs.Heads], silent.Keys, isWhole)
        {
            LeftOut = binder.LeftOut(),
        };
    }

    private Network ToNetwork(EquatableArray<Schedule> schedules) => new(
        name, statement.Documentation, input.Name!, input.Shape!, layers.Layers.ToEquatableArray(),
        outputs.Heads.ToEquatableArray(), schedules, structure.Recomputed, input.Preparation)
    {
        LeftOut = LeftOut().ToEquatableArray(),
    };

    /// <summary>The layers of the networks below that this one does not have.</summary>
    private List<string> LeftOut() => extension?.Base is { } origin
        ? origin.Names.Concat(origin.LeftOut).Except(layers.Names).ToList()
        : [];

    private BrokenNetwork ToBroken(EquatableArray<string> schedules) => new(
        name, input.Name, outputs.FirstName, outputs.FirstLabels, layers.Names.ToEquatableArray(), schedules);

    /// <returns>False where the parser has already reported something in it.</returns>
    private bool BindStatements()
    {
        if (statement.Block is not { } block)
        {
            var example = extension is null ? "network LeNet5 { … }" : "network Animals extends Vgg16 { … }";
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, "network", example);
            return false;
        }

        var file = diagnostics.Scope;
        var errors = diagnostics.ErrorCount;
        flat = extension is null
            ? new Expander(budget, names, diagnostics).Expand(block.Statements, file)
            : extension.Expand(block, budget, names, diagnostics);
        for (var index = 0; index < flat.Count; index++)
        {
            diagnostics.Checkpoint?.Invoke();
            firstNames.Add(layers.Names.Count);
            diagnostics.Scope = flat[index].Scope;
            if (!structure.Bind(flat[index]))
            {
                BindStatement(flat[index], Follower.Of(flat, index), index > 0 ? flat[index - 1] : null);
            }
        }

        diagnostics.Scope = file;
        if (block.IsClosed && !hasUnknown)
        {
            // else what seems to be missing may be what could not be read
            RequireEnds();
        }

        extension?.ReportBase(diagnostics);
        NetworkSize.Require(name, statement.Head, layers.Layers, diagnostics);
        if (!statement.HasErrorInside && diagnostics.ErrorCount == errors)
        {
            layers.ReportUnread(outputs.Heads.Select(head => head.Layer));
            diagnostics.Scope = file;
        }

        return !statement.HasErrorInside;
    }

    private void BindStatement(FlatStatement flat, Follower next, FlatStatement? before)
    {
        var inner = flat.Statement;
        if (inner.Keyword is not { } keyword)
        {
            RequireStatement(inner);
        }
        else if (keyword.Text == "input" && !flat.Scope.IsExpanded)
        {
            input.Bind(inner, keyword, isFirst: layers.Names.Count == 0 && !outputs.HasAny);
        }
        else if (OutputsBinder.IsOutput(keyword.Text) && !flat.Scope.IsExpanded)
        {
            outputs.Bind(inner, keyword);
        }
        else if (keyword.Text == ProjectionBinder.Keyword)
        {
            projections.Bind(inner, keyword, next, flat.ActivationName);
        }
        else if (LayerKinds.IsJoin(keyword.Text))
        {
            layers.BindJoin(inner, keyword, branches: null);
        }
        else if (LayerKinds.Find(keyword.Text) is { } kind)
        {
            layers.Bind(inner, keyword, kind, next, flat.ActivationName);
        }
        else if (keyword.Text == ReplacementReader.Keyword)
        {
            diagnostics.Add(Descriptors.MisplacedReplace, inner.Head);
            hasUnknown = true;
        }
        else if (before is not null && AttributeBehindBlock.Is(inner, before.Statement, diagnostics.Lines))
        {
            AttributeBehindBlock.Report(inner, before.Statement, diagnostics);
        }
        else
        {
            var (where, known) = flat.Scope.IsExpanded ? ("a block", InnerStatements) : ("network", Statements);
            var expected = flat.Scope.IsExpanded ? "a layer or repeat" : "a layer, repeat, input, output or auxiliary";
            var isHidden = diagnostics.Hides(Descriptors.UnknownStatement, keyword.Span);
            var near = isHidden ? "" : Suggestion.For(keyword.Text, known.Concat(flat.Scope.File.BlockNames));
            diagnostics.Add(
                Descriptors.UnknownStatement, keyword.Span, Excerpt.Of(keyword.Text), where, expected, near);
            hasUnknown = true;
            flows.Lose(inner.Name?.Text ?? keyword.Text);
        }
    }

    private void RequireStatement(StatementSyntax inner)
    {
        hasUnknown = true;
        flows.Current = Flow.Unknown(flows.Current?.Source ?? "the layer before");
        if (!inner.HasErrorTerm)
        {
            var found = inner.Terms.Count > 0 ? TermText.Found(inner.Terms[0]) : inner.Block is null ? "the end of the line" : "'{'";
            diagnostics.Add(Descriptors.StatementExpected, inner.Head, found, "a layer, input or output");
        }
    }

    private void RequireEnds()
    {
        outputs.RequireTargets();
        if (extension is not null)
        {
            return; // the ends are the extended network's, or missing there
        }

        if (!input.IsStated)
        {
            diagnostics.Add(Descriptors.MissingStatement, statement.Head, $"network {name}", "input", "input image 1x28x28");
        }

        if (!outputs.HasAny)
        {
            diagnostics.Add(Descriptors.MissingStatement, statement.Head, $"network {name}", "output", "output digit = dense 10 softmax");
        }
    }
}

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
    private readonly LayerBinder layers;
    private readonly ProjectionBinder projections;
    private readonly OutputsBinder outputs;
    private readonly List<int> firstNames = [];
    private readonly RecomputedUses recomputed = new();
    private IReadOnlyList<FlatStatement> flat = [];
    private StatementSyntax? inputStatement;
    private string? inputName;
    private Shape? input;
    private InputPreparation? preparation;
    private bool hasUnknown;

    private NetworkBinder(
        NetworkSource network, ExpansionBudget budget, Extension? extension, DiagnosticBag diagnostics)
    {
        (name, statement) = (network.Name, network.Statement);
        (this.budget, this.extension, this.diagnostics) = (budget, extension, diagnostics);
        names = new NameTable(name, diagnostics);
        flows = new FlowTable(diagnostics);
        layers = new LayerBinder(names, flows, diagnostics);
        projections = new ProjectionBinder(layers, flows, diagnostics);
        outputs = new OutputsBinder(layers, flows, diagnostics);
    }

    /// <summary>The network, or what is left of it where something in it is wrong.</summary>
    /// <param name="extension">How it changes the network that it extends; null where it extends none.</param>
    public static (Network? Network, BrokenNetwork Broken) Bind(
        NetworkSource source, EquatableArray<Schedule> schedules, Extension? extension, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var binder = new NetworkBinder(source, source.File.Budget, extension, diagnostics);
        if (ReservedMembers.Contains(source.Name))
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
    public static BaseNetwork BindBase(NetworkSource source, Extension? extension, DiagnosticBag silent)
    {
        var binder = new NetworkBinder(source, source.File.ExtendedBudget, extension, silent);
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
        name, statement.Documentation, inputName!, input!, layers.Layers.ToEquatableArray(),
        outputs.Heads.ToEquatableArray(), schedules, recomputed.Ranges, preparation)
    {
        LeftOut = LeftOut().ToEquatableArray(),
    };

    /// <summary>The layers of the networks below that this one does not have.</summary>
    private List<string> LeftOut() => extension?.Base is { } origin
        ? origin.Names.Concat(origin.LeftOut).Except(layers.Names).ToList()
        : [];

    private BrokenNetwork ToBroken(EquatableArray<string> schedules) => new(
        name, inputName, outputs.FirstName, outputs.FirstLabels, layers.Names.ToEquatableArray(), schedules);

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
            firstNames.Add(layers.Names.Count);
            diagnostics.Scope = flat[index].Scope;
            Bind(flat[index], FollowerOf(flat, index));
        }

        diagnostics.Scope = file;
        if (block.IsClosed && !hasUnknown)
        {
            // else what seems to be missing may be what could not be read
            RequireEnds();
        }

        extension?.ReportBase(diagnostics);
        RequireSize();
        if (!statement.HasErrorInside && diagnostics.ErrorCount == errors)
        {
            layers.ReportUnread(outputs.Heads.Select(head => head.Layer));
            diagnostics.Scope = file;
        }

        return !statement.HasErrorInside;
    }

    private static Follower FollowerOf(IReadOnlyList<FlatStatement> flat, int index)
    {
        var next = Next(flat, ref index);
        var isNormalization = next == BatchNormLayerKind.Word;
        return new Follower(isNormalization, LayerKinds.IsRectifier(isNormalization ? Next(flat, ref index) : next));
    }

    /// <summary>The keyword of the layer that reads what this one gives, where that is the next in the text; else
    /// null.</summary>
    private static string? Next(IReadOnlyList<FlatStatement> flat, ref int index)
    {
        for (index++; index < flat.Count; index++)
        {
            var (statement, kind) = (flat[index].Statement, flat[index].Kind);
            if (kind == FlatKind.UseStart && SourceClause.Split(statement).Source is not null)
            {
                return null;
            }

            if (kind is not (FlatKind.UseStart or FlatKind.UseEnd or FlatKind.Alias))
            {
                return kind == FlatKind.Statement && !SourceClause.IsStated(statement) ? statement.Keyword?.Text : null;
            }
        }

        return null;
    }

    private void Bind(FlatStatement flat, Follower next)
    {
        var inner = flat.Statement;
        switch (flat.Kind)
        {
            case FlatKind.Failed:
                Lose(inner.Name?.Text ?? inner.Keyword!.Text);
                break;
            case FlatKind.UseStart:
                var subject = flat.Inside!.Use?.Block.Name ?? flat.Inside.UseName;
                flows.Current = Read(SourceClause.Split(inner).Source, inner, subject);
                flows.Name(flat.Inside.Prefix + FlowTable.BlockInput);
                recomputed.Begin(flat.Inside, layers.Layers.Count);
                break;
            case FlatKind.UseEnd or FlatKind.Alias:
                recomputed.End(flat.Inside!, layers.Layers.Count);
                flows.Name(flat.Inside!.UseName);
                break;
            case FlatKind.JoinStart:
                flows.Open(Read(SourceOf(inner), inner, inner.Keyword!.Text));
                break;
            case FlatKind.JoinEnd:
                layers.BindJoin(inner, inner.Keyword!, flows.Close());
                break;
            case FlatKind.JoinLost:
                flows.Close();
                Lose(inner.Name?.Text ?? inner.Keyword!.Text);
                break;
            case FlatKind.BranchStart:
                flows.BeginBranch(SourceOf(inner) is { } source ? flows.Find(source) : null);
                break;
            case FlatKind.BranchEnd:
                flows.EndBranch();
                break;
            default:
                BindStatement(flat, next);
                break;
        }
    }

    /// <summary>The value that a use of a block or a join reads.</summary>
    private Flow Read(WordTerm? source, StatementSyntax inner, string subject) =>
        source is { } stated ? flows.Find(stated) ?? Flow.Unknown(stated.Text) : layers.Current(inner.Head, subject);

    /// <summary>The one name behind `concat from`, `branch from`.</summary>
    private WordTerm? SourceOf(StatementSyntax inner)
    {
        if (SourceClause.Read(inner, diagnostics) is not { Count: > 0 } stated)
        {
            return null;
        }

        if (stated.Count > 1)
        {
            diagnostics.Add(
                Descriptors.UnexpectedTerm, stated[1].Span, TermText.Found(stated[1]), inner.Keyword!.Text,
                "one source for all branches, or no branches");
        }

        return stated[0];
    }

    private void BindStatement(FlatStatement flat, Follower next)
    {
        var inner = flat.Statement;
        if (inner.Keyword is not { } keyword)
        {
            RequireStatement(inner);
        }
        else if (keyword.Text == "input" && !flat.Scope.IsExpanded)
        {
            BindInput(inner, keyword);
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
        else
        {
            var (where, known) = flat.Scope.IsExpanded ? ("a block", InnerStatements) : ("network", Statements);
            var expected = flat.Scope.IsExpanded ? "a layer or repeat" : "a layer, repeat, input, output or auxiliary";
            var isHidden = diagnostics.Hides(Descriptors.UnknownStatement, keyword.Span);
            var near = isHidden ? "" : Suggestion.For(keyword.Text, known.Concat(flat.Scope.File.BlockNames));
            diagnostics.Add(
                Descriptors.UnknownStatement, keyword.Span, Excerpt.Of(keyword.Text), where, expected, near);
            hasUnknown = true;
            Lose(inner.Name?.Text ?? keyword.Text);
        }
    }

    /// <summary>Goes on with a value of which nothing is known.</summary>
    private void Lose(string source)
    {
        flows.Current = Flow.Unknown(source);
        flows.Name(source);
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

    private void BindInput(StatementSyntax inner, WordTerm keyword)
    {
        if (inner.Name is { } assigned)
        {
            diagnostics.Add(Descriptors.UnexpectedAssignment, assigned.Span, Excerpt.Of(assigned.Text), keyword.Text);
        }

        if (inputStatement is { } first)
        {
            var line = diagnostics.Lines.Line(first.Span.Start);
            diagnostics.Add(Descriptors.RepeatedStatement, inner.Head, keyword.Text, line, "a network has one input");
            return;
        }

        if (layers.Names.Count > 0 || outputs.HasAny)
        {
            diagnostics.Add(Descriptors.InputNotFirst, inner.Head);
        }

        inputStatement = inner;
        (inputName, input, preparation) = InputBinder.Bind(inner, keyword, diagnostics);
        flows.Current = new Flow(input, inputName ?? "the input", Flow.Input);
        if (inputName is { } named)
        {
            flows.Name(named);
        }
    }

    private void RequireEnds()
    {
        outputs.RequireTargets();
        if (extension is not null)
        {
            return; // the ends are the extended network's, or missing there
        }

        if (inputStatement is null)
        {
            diagnostics.Add(Descriptors.MissingStatement, statement.Head, $"network {name}", "input", "input image 1x28x28");
        }

        if (!outputs.HasAny)
        {
            diagnostics.Add(Descriptors.MissingStatement, statement.Head, $"network {name}", "output", "output digit = dense 10 softmax");
        }

    }

    private void RequireSize()
    {
        var parameters = layers.Layers.Sum(layer => layer.ParameterCount);
        var values = layers.Layers.Sum(layer => layer.Output.Count);
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

using NetDsl.Compiler.Binding.Extensions;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Binds one file among others.</summary>
internal sealed class FileBinder
{
    private static readonly IReadOnlyList<string> Statements = ["network", "schedule", "const", "block", "import"];

    private readonly string path;
    private readonly string? rootNamespace;
    private readonly DiagnosticBag diagnostics;
    private readonly Library library;
    private readonly Declarations declarations;
    private readonly ProjectExports all;
    private readonly ExpansionBudget budget = new();
    private readonly Dictionary<string, NetworkSource?> found = [];
    private readonly List<NetworkSource> networks = [];
    private readonly Dictionary<string, NetworkSource> networksByName = [];

    // of networks that no class can have: reported once, not again where they are named
    private readonly HashSet<string> refused = [];
    private readonly List<BoundSchedule> schedules = [];
    private readonly Dictionary<string, int> scheduleLines = [];

    /// <param name="rootNamespace">The project's, empty for none; null where there is no project.</param>
    public FileBinder(LinkedFile linked, ProjectExports all, string? rootNamespace, Checkpoint? checkpoint)
    {
        this.rootNamespace = rootNamespace;
        var file = linked.File.Parsed.Syntax;
        path = linked.File.Path;
        this.all = all;
        var document = new Document(path, file.Lines);
        diagnostics = new DiagnosticBag(document) { Checkpoint = checkpoint };
        library = new Library(linked, Others(all.Files).Select(other => other.Path), document, diagnostics);
        declarations = library.Root;
        foreach (var statement in file.Statements)
        {
            checkpoint?.Invoke();
            Declare(statement);
        }
    }

    public FileExports Export() => new(
        path,
        networks.Select(network => network.Name).ToEquatableArray(),
        Whole(schedules).ToEquatableArray(),
        Broken(schedules).ToEquatableArray());

    public BoundFile Bind()
    {
        RequireNetworks();
        var own = Whole(schedules).ToLookup(schedule => schedule.Network);
        var ownBroken = Broken(schedules).ToLookup(schedule => schedule.Network);
        var whole = new List<Network>();
        var broken = new List<BrokenNetwork>();
        var bases = new BaseNetworks(Find, NetworkNames, diagnostics);
        foreach (var source in networks)
        {
            var named = own[source.Name].Concat(SchedulesElsewhere(source.Name))
                .GroupBy(schedule => MemberName.Of(schedule.Name)).Select(same => same.First()).ToEquatableArray();
            var (network, rest) = NetworkBinder.Bind(source, named, budget, bases.Extend(source), diagnostics);
            var lost = ownBroken[source.Name].Concat(BrokenElsewhere(source.Name))
                .Select(schedule => schedule.Name).ToList();
            network = network is null ? null : ScheduleFitter.Fit(network, lost, diagnostics);
            if (network is not null && lost.Count == 0)
            {
                whole.Add(network);
            }
            else
            {
                broken.Add(rest with { Schedules = rest.Schedules.Concat(lost).Distinct().ToEquatableArray() });
            }
        }

        UnusedParameters.Report(declarations, diagnostics);
        return new BoundFile(whole.ToEquatableArray(), broken.ToEquatableArray(), diagnostics.ToDiagnostics());
    }

    private static IEnumerable<Schedule> Whole(IEnumerable<BoundSchedule> bound) =>
        bound.Where(schedule => schedule.Schedule is not null).Select(schedule => schedule.Schedule!);

    private static IEnumerable<BrokenSchedule> Broken(IEnumerable<BoundSchedule> bound) =>
        bound.Where(schedule => schedule.Schedule is null)
            .Select(schedule => new BrokenSchedule(schedule.Name.Text, schedule.Network.Text));

    private IEnumerable<Schedule> SchedulesElsewhere(string network) => Others(all.WithSchedulesOf(network))
        .SelectMany(other => other.Schedules).Where(schedule => schedule.Network == network);

    private IEnumerable<BrokenSchedule> BrokenElsewhere(string network) => Others(all.WithBrokenSchedulesOf(network))
        .SelectMany(other => other.BrokenSchedules).Where(schedule => schedule.Network == network);

    private IEnumerable<FileExports> Others(IReadOnlyList<FileExports> files) =>
        files.Where(other => other.Path != path || path.Length == 0);

    private void Declare(StatementSyntax statement)
    {
        if (statement.Keyword?.Text is "const" or "block" or ImportPath.Keyword)
        {
            return; // its declarations are known already
        }

        if (statement.Name is { } assigned)
        {
            diagnostics.Add(
                Descriptors.UnexpectedAssignment, assigned.Span, Excerpt.Of(assigned.Text), statement.Keyword?.Text ?? "a statement");
        }

        switch (statement.Keyword)
        {
            case { Text: "network" }:
                DeclareNetwork(statement);
                break;
            case { Text: "schedule" }:
                DeclareSchedule(statement);
                break;
            case { } keyword:
                diagnostics.Add(
                    Descriptors.UnknownStatement, keyword.Span, Excerpt.Of(keyword.Text), "a file", TermText.Or(Statements),
                    Suggestion.For(keyword.Text, Statements));
                break;
            case null when !statement.HasErrorTerm && statement.Name is null:
                var found = statement.Terms.Count > 0 ? TermText.Found(statement.Terms[0]) : "'{'";
                diagnostics.Add(Descriptors.StatementExpected, statement.Head, found, TermText.Or(Statements));
                break;
        }
    }

    private void DeclareNetwork(StatementSyntax statement)
    {
        var found = statement.Terms.Count > 1 ? statement.Terms[1] : null;
        if (found is not WordTerm name)
        {
            if (found is not ErrorTerm)
            {
                diagnostics.Add(
                    Descriptors.MissingName, found?.Span ?? statement.Head, "network", TermText.Found(found), "network LeNet5 { … }");
            }

            return;
        }

        RequireExtends(statement);

        if (!MemberName.IsTypeName(name.Text))
        {
            diagnostics.Add(Descriptors.NotAnIdentifier, name.Span, TermText.Found(name));
            refused.Add(name.Text);
        }
        else if (!NameLength.Require(name, diagnostics) || !ClassName.Require(name, rootNamespace, diagnostics))
        {
            refused.Add(name.Text);
        }
        else if (networksByName.TryGetValue(name.Text, out var first))
        {
            var line = diagnostics.Lines.Line(ExtendsClause.NetworkOf(first.Statement)!.Span.Start);
            diagnostics.Add(Descriptors.DuplicateNetwork, name.Span, name.Text, $"line {line}");
        }
        else if (Others(all.WithNetwork(name.Text)).FirstOrDefault(IsBefore) is { } other)
        {
            diagnostics.Add(Descriptors.DuplicateNetwork, name.Span, name.Text, other.Path);
        }
        else
        {
            if (char.IsLower(name.Text[0]))
            {
                diagnostics.Add(Descriptors.LowerCaseName, name.Span, name.Text, "class", MemberName.Of(name.Text));
            }

            networks.Add(new NetworkSource(name.Text, statement, declarations));
            networksByName.Add(name.Text, networks[networks.Count - 1]);
        }
    }

    /// <summary>Behind the name, nothing stands or `extends OTHER`.</summary>
    private void RequireExtends(StatementSyntax statement)
    {
        var isExtension = ExtendsClause.IsIn(statement);
        var isWhole = ExtendsClause.BaseOf(statement) is not null;
        var wrong = isWhole ? 4 : isExtension ? 3 : 2;
        var found = wrong < statement.Terms.Count ? statement.Terms[wrong] : null;
        if (!statement.HasErrorTerm && (found is not null || isExtension && !isWhole))
        {
            diagnostics.Add(
                Descriptors.UnexpectedTerm, found?.Span ?? statement.Head, TermText.Found(found), "network",
                isWhole ? "'{'" : isExtension ? "the name of a network" : $"'{{' or '{ExtendsClause.Keyword}'");
        }
    }

    private void DeclareSchedule(StatementSyntax statement)
    {
        if (new ScheduleBinder(diagnostics).Bind(statement) is not { } bound)
        {
            return;
        }

        var (name, network) = (bound.Name, bound.Network.Text);
        var member = MemberName.Of(name.Text);
        var key = $"{network}.{member}";
        if (!NameLength.Require(name, diagnostics))
        {
            return;
        }

        if (member.Length == 0)
        {
            diagnostics.Add(Descriptors.NotAnIdentifier, name.Span, TermText.Found(name));
        }
        else if (ReservedMembers.ContainsForSchedule(member))
        {
            diagnostics.Add(Descriptors.ReservedName, name.Span, name.Text, "member", member);
        }
        else if (scheduleLines.TryGetValue(key, out var line))
        {
            diagnostics.Add(Descriptors.DuplicateSchedule, name.Span, network, name.Text, $"line {line}");
        }
        else if (Others(all.WithSchedulesOf(network)).FirstOrDefault(
            other => IsBefore(other) && other.Schedules.Any(one => IsSame(one.Name, one.Network))) is { } other)
        {
            diagnostics.Add(Descriptors.DuplicateSchedule, name.Span, network, name.Text, other.Path);
        }
        else
        {
            scheduleLines.Add(key, diagnostics.Lines.Line(name.Span.Start));
            schedules.Add(bound);
        }

        bool IsSame(string otherName, string otherNetwork) => otherNetwork == network && MemberName.Of(otherName) == member;
    }

    private IEnumerable<string> NetworkNames =>
        networksByName.Keys.Concat(Others(all.Files).SelectMany(other => other.Networks));

    /// <summary>A network of the project. Of two of one name, the one in the file whose path comes first
    /// counts.</summary>
    private NetworkSource? Find(string name)
    {
        if (networksByName.TryGetValue(name, out var own))
        {
            return own;
        }

        if (!found.TryGetValue(name, out var source))
        {
            found.Add(name, source = FindElsewhere(name));
        }

        return source;
    }

    private NetworkSource? FindElsewhere(string name)
    {
        var path = Others(all.WithNetwork(name)).FirstOrDefault()?.Path;
        if (path is null || library.Find(ProjectPath.Normalize(path)) is not { } file)
        {
            return null;
        }

        // none where two files have one path
        var statement = file.Syntax.Statements.FirstOrDefault(one => ExtendsClause.NetworkOf(one)?.Text == name);
        return statement is null ? null : new NetworkSource(name, statement, file.Declarations);
    }

    private bool IsBefore(FileExports other) => string.CompareOrdinal(other.Path, path) < 0;

    private void RequireNetworks()
    {
        HashSet<string>? known = null;
        foreach (var schedule in schedules.Where(schedule => !IsKnown(schedule.Network.Text)))
        {
            known ??= [.. NetworkNames.Concat(refused)];
            var span = schedule.Network.Span;
            diagnostics.Add(
                Descriptors.UnknownNetwork, span, Excerpt.Of(schedule.Network.Text),
                diagnostics.IsFull ? "" : Suggestion.For(schedule.Network.Text, known));
        }
    }

    private bool IsKnown(string network) => networksByName.ContainsKey(network) || refused.Contains(network)
        || Others(all.WithNetwork(network)).Any();
}

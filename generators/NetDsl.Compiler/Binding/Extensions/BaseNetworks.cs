using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>The networks that those of one file extend, in this file and in others. Each is bound for them apart from
/// where it stands, and its errors are reported there.</summary>
/// <param name="find">A network of the project by name, or null.</param>
/// <param name="names">Of all networks.</param>
internal sealed class BaseNetworks(
    Func<string, NetworkSource?> find, IEnumerable<string> names, DiagnosticBag diagnostics)
{
    // networks that a message names
    private const int LongestCircle = 4;

    private readonly Dictionary<string, BaseNetwork> bound = [];

    // of the networks of each file that are bound once more
    private readonly Dictionary<Declarations, ExpansionBudget> budgets = [];

    /// <summary>How a network of this file changes another; null where it extends none. What is wrong with the name of
    /// that one is reported.</summary>
    public Extension? Extend(NetworkSource network)
    {
        if (!ExtendsClause.IsIn(network.Statement))
        {
            return null;
        }

        var origin = ExtendsClause.BaseOf(network.Statement) is { } name ? Find(network, name) : null;
        return new Extension(network.Statement, network.File.Document, origin);
    }

    private BaseNetwork? Find(NetworkSource network, WordTerm name)
    {
        if (find(name.Text) is not { } first)
        {
            var near = diagnostics.IsFull ? "" : Suggestion.For(name.Text, names);
            diagnostics.Add(Descriptors.UnknownNetwork, name.Span, Excerpt.Of(name.Text), near);
            return null;
        }

        if (Chain(network, name, first) is not { } chain)
        {
            return null;
        }

        BaseNetwork? origin = null;
        for (var index = chain.Count - 1; index >= 0; index--)
        {
            origin = Bind(chain[index], origin);
        }

        return origin;
    }

    /// <summary>The network, the one that it extends in turn, and so on; null where that does not end.</summary>
    private List<NetworkSource>? Chain(NetworkSource network, WordTerm name, NetworkSource first)
    {
        var chain = new List<NetworkSource>();
        for (var next = first; next is not null; next = BaseOf(next))
        {
            if (next.Name == network.Name)
            {
                diagnostics.Add(Descriptors.CircularExtension, name.Span, Describe(network, chain));
                return null;
            }

            if (chain.Any(other => other.Name == next.Name))
            {
                return null; // a circle without this network, which is reported in it
            }

            if (chain.Count == Limits.ExpandedDepth)
            {
                diagnostics.Add(
                    Descriptors.ExpansionTooLarge, name.Span, $"{Limits.ExpandedDepth} in one another");
                return null;
            }

            chain.Add(next);
        }

        return chain;
    }

    private NetworkSource? BaseOf(NetworkSource network) =>
        ExtendsClause.BaseOf(network.Statement) is { } name ? find(name.Text) : null;

    private BaseNetwork Bind(NetworkSource network, BaseNetwork? origin)
    {
        if (!bound.TryGetValue(network.Name, out var found))
        {
            var document = network.File.Document;
            var silent = new DiagnosticBag(document, isSilent: true)
            {
                Scope = Scope.OfFile(network.File),
                Checkpoint = diagnostics.Checkpoint,
                Uses = diagnostics.Uses,
            };
            var extension = ExtendsClause.IsIn(network.Statement)
                ? new Extension(network.Statement, document, origin)
                : null;
            found = NetworkBinder.BindBase(network, BudgetOf(network.File), extension, silent);
            bound.Add(network.Name, found);
        }

        return found;
    }

    private ExpansionBudget BudgetOf(Declarations file)
    {
        if (!budgets.TryGetValue(file, out var budget))
        {
            budgets.Add(file, budget = new ExpansionBudget());
        }

        return budget;
    }

    /// <summary>`A extends B, which extends A`.</summary>
    private static string Describe(NetworkSource network, List<NetworkSource> chain)
    {
        var circle = chain.Select(other => Excerpt.Of(other.Name)).ToList();
        if (circle.Count > LongestCircle)
        {
            circle.RemoveRange(2, circle.Count - LongestCircle);
            circle[2] = "…";
        }

        circle.Add(circle.Count == 0 ? "itself" : Excerpt.Of(network.Name));
        return $"{Excerpt.Of(network.Name)} extends {string.Join(", which extends ", circle)}";
    }
}

/// <summary>A network as it stands in a file.</summary>
internal sealed record NetworkSource(string Name, StatementSyntax Statement, Declarations File);

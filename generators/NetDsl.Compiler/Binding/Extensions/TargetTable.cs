namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>All that has a name in a network that is extended.</summary>
internal sealed class TargetTable
{
    private readonly Dictionary<string, Target> targets = [];

    public TargetTable(BaseNetwork network)
    {
        var open = new Stack<int>();
        for (var index = 0; index < network.Statements.Count; index++)
        {
            var statement = network.Statements[index];
            switch (statement.Kind)
            {
                case FlatKind.UseStart or FlatKind.JoinStart or FlatKind.BranchStart:
                    open.Push(index);
                    break;
                case FlatKind.BranchEnd:
                    open.Pop();
                    break;
                case FlatKind.UseEnd:
                    Add(statement.Inside!.UseName, open.Pop(), index, TargetKind.Layers);
                    break;
                case FlatKind.JoinEnd or FlatKind.JoinLost:
                    Add(network.NameOf(index), open.Pop(), index, TargetKind.Layers);
                    break;
                case FlatKind.Statement:
                    AddStatement(network, statement, index);
                    break;
            }
        }
    }

    public IEnumerable<string> Names =>
        targets.Values.Where(target => target.Kind != TargetKind.Input).Select(target => target.Name);

    public Target? Find(string name) => targets.TryGetValue(name, out var target) ? target : null;

    private void AddStatement(BaseNetwork network, FlatStatement statement, int index)
    {
        if (statement.IsInput || statement.IsOutput)
        {
            var kind = statement.IsInput ? TargetKind.Input : TargetKind.Output;
            Add(statement.EndName?.Text, index, index, kind);
        }
        else
        {
            Add(network.NameOf(index), index, index, TargetKind.Layers);
            Add(network.ActivationOf(index), index, index, TargetKind.Activation);
        }
    }

    /// <summary>Of a name that is in itself, the whole counts: a replacement's layer may keep the name of what it
    /// replaces.</summary>
    private void Add(string? name, int start, int end, TargetKind kind)
    {
        if (name is not null)
        {
            targets[name] = new Target(name, start, end, kind);
        }
    }
}

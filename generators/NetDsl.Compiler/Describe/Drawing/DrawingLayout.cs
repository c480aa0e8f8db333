namespace NetDsl.Compiler.Describe.Drawing;

/// <summary>Finds a place for each box: ranks from the input downwards, an order in each rank with few crossings, and columns that
/// keep boxes under what they read (the steps of Sugiyama, Tagawa and Toda 1981).</summary>
internal static class DrawingLayout
{
    private const int Sweeps = 12;
    private const double Gap = 22;

    /// <returns>The ranks, each from left to right, with the places where edges pass.</returns>
    public static IReadOnlyList<List<DrawingNode>> Run(IReadOnlyList<DrawingNode> nodes)
    {
        foreach (var node in nodes)
        {
            // sources stand before their readers
            node.Rank = node.Above.Count == 0 ? 0 : node.Above.Max(above => above.Rank) + 1;
        }

        var ranks = Enumerable.Range(0, nodes.Max(node => node.Rank) + 1).Select(_ => new List<DrawingNode>()).ToList();
        foreach (var node in nodes)
        {
            ranks[node.Rank].Add(node);
        }

        foreach (var node in nodes)
        {
            Bend(node, ranks);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Order(ranks, isDown: sweep % 2 == 0);
        }

        foreach (var rank in ranks)
        {
            Place(rank, _ => 0);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isDown = sweep % 2 == 0;
            foreach (var rank in isDown ? ranks : Enumerable.Reverse(ranks))
            {
                Place(rank, node => Mean(isDown ? node.Above : node.Below, neighbour => neighbour.X, node.X));
            }
        }

        return ranks;
    }

    /// <summary>An edge over several ranks passes one place in each between.</summary>
    private static void Bend(DrawingNode above, List<List<DrawingNode>> ranks)
    {
        for (var edge = 0; edge < above.Below.Count; edge++)
        {
            var below = above.Below[edge];
            if (below.Rank == above.Rank + 1)
            {
                continue;
            }

            var bend = DrawingNode.OnEdge(above.Rank + 1);
            ranks[bend.Rank].Add(bend);
            above.Below[edge] = bend;
            below.Above[below.Above.IndexOf(above)] = bend;
            bend.Above.Add(above);
            bend.Below.Add(below);
            Bend(bend, ranks);
        }
    }

    private static void Order(List<List<DrawingNode>> ranks, bool isDown)
    {
        var place = new Dictionary<DrawingNode, double>();
        foreach (var rank in ranks)
        {
            for (var index = 0; index < rank.Count; index++)
            {
                place[rank[index]] = index;
            }
        }

        foreach (var rank in isDown ? ranks : Enumerable.Reverse(ranks))
        {
            var sorted = rank.OrderBy(node => Mean(isDown ? node.Above : node.Below, neighbour => place[neighbour], place[node])).ToList();
            for (var index = 0; index < rank.Count; index++)
            {
                rank[index] = sorted[index];
                place[sorted[index]] = index;
            }
        }
    }

    private static double Mean(List<DrawingNode> nodes, Func<DrawingNode, double> value, double otherwise) =>
        nodes.Count == 0 ? otherwise : nodes.Average(value);

    /// <summary>Puts a rank's nodes as near as possible to where they want to be, in their order and without overlap: neighbours
    /// that want the same place share it fairly.</summary>
    private static void Place(List<DrawingNode> rank, Func<DrawingNode, double> wanted)
    {
        var groups = new List<Group>();
        foreach (var node in rank)
        {
            groups.Add(new Group(node, wanted(node)));
            while (groups.Count > 1 && groups[groups.Count - 2].End > groups[groups.Count - 1].Start)
            {
                groups[groups.Count - 2].Take(groups[groups.Count - 1]);
                groups.RemoveAt(groups.Count - 1);
            }
        }

        groups.ForEach(group => group.Apply());
    }

    /// <summary>Nodes that stand side by side.</summary>
    private sealed class Group(DrawingNode first, double wanted)
    {
        private readonly List<DrawingNode> nodes = [first];

        // of each node, its middle from the group's left edge; and where the edge would have to be for all to be where they want
        private readonly List<double> offsets = [(first.Width + Gap) / 2];
        private double edges = wanted - (first.Width + Gap) / 2;
        private double width = first.Width + Gap;

        public double Start => edges / nodes.Count;

        public double End => Start + width;

        public void Take(Group right)
        {
            edges += right.edges - right.nodes.Count * width;
            offsets.AddRange(right.offsets.Select(offset => offset + width));
            nodes.AddRange(right.nodes);
            width += right.width;
        }

        public void Apply()
        {
            for (var index = 0; index < nodes.Count; index++)
            {
                nodes[index].X = Start + offsets[index];
            }
        }
    }
}

using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Of a block marked `recompute`, keeps for the way back only what others read of it, and computes the rest once more
/// where the way back reaches it: the memory of one block at a time, for one more forward pass. Chen et al., "Training
/// deep nets with sublinear memory cost", 2016.</summary>
public static class RecomputeBlocks
{
    public static TensorProgram Run(TensorProgram program, Network network)
    {
        foreach (var range in network.Recomputed)
        {
            program = Recompute(program, network, range);
        }

        return program;
    }

    private static TensorProgram Recompute(TensorProgram program, Network network, RecomputedRange range)
    {
        var inside = Inside(program, network, range);
        var made = new HashSet<int>(inside.SelectMany(operation => operation.Writes));
        made.ExceptWith(Kept(program, inside));
        var again = Again(program, inside, made);
        if (again.Count == 0)
        {
            return program;
        }

        var recomputed = new HashSet<int>(again.SelectMany(operation => operation.Writes));
        var tensors = program.Tensors.ToList();
        var first = new Dictionary<int, int>();
        foreach (var tensor in made)
        {
            if (recomputed.Contains(tensor))
            {
                first.Add(tensor, tensors.Count);
                tensors.Add(AtFirst(tensors[tensor], tensors.Count));
            }
        }

        var forward = program.Forward.Select(operation => inside.Contains(operation)
            ? operation.Rename(tensor => first.TryGetValue(tensor, out var other) ? other : tensor)
            : operation);
        return program with
        {
            Tensors = tensors.ToEquatableArray(),
            Forward = forward.ToEquatableArray(),
            Backward = Insert(program.Backward, again, recomputed),
            LayerOutputs = new([.. program.LayerOutputs.Select(output => recomputed.Contains(output) ? -1 : output)]),
        };
    }

    /// <summary>The operations that compute layers of the block and none outside.</summary>
    private static HashSet<Operation> Inside(TensorProgram program, Network network, RecomputedRange range)
    {
        var names = new HashSet<string>();
        for (var layer = range.First; layer <= range.Last; layer++)
        {
            names.Add(network.Layers[layer].Name);
        }

        var inside = new HashSet<Operation>(ByReference.Instance);
        inside.UnionWith(program.Forward.Where(operation => operation.Covers.All(names.Contains)));
        return inside;
    }

    /// <summary>What the forward pass needs outside of the block; what is written with it, lies inside it or around it.</summary>
    private static HashSet<int> Kept(TensorProgram program, HashSet<Operation> inside)
    {
        var kept = new HashSet<int>();
        foreach (var operation in program.Forward)
        {
            if (!inside.Contains(operation))
            {
                kept.UnionWith(operation.Reads);
                kept.UnionWith(operation.Writes);
            }
        }

        int before;
        do
        {
            before = kept.Count;
            foreach (var operation in inside)
            {
                if (operation.Parts is { } parts && (kept.Contains(parts.Whole) || parts.Members.Any(kept.Contains)))
                {
                    kept.Add(parts.Whole);
                    kept.UnionWith(parts.Members);
                }
                else if (operation.Writes.Any(kept.Contains))
                {
                    kept.UnionWith(operation.Writes);
                }
            }
        }
        while (kept.Count > before);
        return kept;
    }

    /// <summary>The operations that the way back needs a second time, in order.</summary>
    private static List<Operation> Again(TensorProgram program, HashSet<Operation> inside, HashSet<int> made)
    {
        var needed = new HashSet<int>(program.Backward.SelectMany(operation => operation.Reads).Where(made.Contains));
        var again = new List<Operation>();
        foreach (var operation in program.Forward.Reverse())
        {
            if (inside.Contains(operation) && operation.Writes.Any(needed.Contains))
            {
                needed.UnionWith(operation.Reads.Where(made.Contains));
                again.Insert(0, operation);
            }
        }

        return again;
    }

    private static EquatableArray<Operation> Insert(
        EquatableArray<Operation> backward, List<Operation> again, HashSet<int> recomputed)
    {
        var operations = new List<Operation>();
        var isInserted = false;
        foreach (var operation in backward)
        {
            if (!isInserted && operation.Reads.Any(recomputed.Contains))
            {
                operations.AddRange(again);
                isInserted = true;
            }

            operations.Add(operation);
        }

        return operations.ToEquatableArray();
    }

    // statistics of a batch lie where they belong both times
    private static Tensor AtFirst(Tensor tensor, int id) => tensor.IsPlanned
        ? tensor with { Id = id, Name = tensor.Name + " at first", Member = tensor.Member + "AtFirst" }
        : tensor with { Id = id };
}

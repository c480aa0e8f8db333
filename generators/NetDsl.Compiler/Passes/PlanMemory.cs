using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Gives each tensor of the arena an offset: tensors whose lives do not meet may lie in the same place. First fit,
/// the largest first, which on chains of layers comes close to the least possible.</summary>
public static class PlanMemory
{
    /// <summary>A cache line: 16 floats.</summary>
    public const int Alignment = 16;

    public static MemoryPlan Run(TensorProgram program)
    {
        var places = ShareInPlace.Run(program);
        var lives = FindLives(program, places);
        var offsets = Pack(lives, program);
        var slots = program.Tensors
            .Where(tensor => tensor.IsPlanned && offsets.ContainsKey(places[tensor.Id]))
            .Where(tensor => program.Operations.Any(operation => Uses(operation, tensor.Id)))
            .Select(tensor => ToSlot(tensor, places[tensor.Id]));
        var plan = new MemoryPlan(slots.ToEquatableArray(), offsets.Count == 0 ? 0 : offsets.Max(End));
        return Verify(plan, program);

        int End(KeyValuePair<int, int> place) => place.Value + Align(SizeOf(place.Key));

        int SizeOf(int place) => (int)program.Tensors[place].Shape.Count;

        Slot ToSlot(Tensor tensor, int place) =>
            new(tensor.Id, place, offsets[place], SizeOf(place), lives[place].First, lives[place].Last);
    }

    /// <exception cref="InvalidOperationException">Two tensors are alive in the same place.</exception>
    private static MemoryPlan Verify(MemoryPlan plan, TensorProgram program)
    {
        for (var left = 0; left < plan.Slots.Count; left++)
        {
            for (var right = left + 1; right < plan.Slots.Count; right++)
            {
                if (plan.Slots[left].Collides(plan.Slots[right]))
                {
                    throw new InvalidOperationException(
                        $"{program.Tensors[plan.Slots[left].Tensor].Name} and {program.Tensors[plan.Slots[right].Tensor].Name} "
                        + "are alive in the same place");
                }
            }
        }

        return plan;
    }

    private static Dictionary<int, (int First, int Last)> FindLives(TensorProgram program, int[] places)
    {
        var lives = new Dictionary<int, (int First, int Last)>();
        var index = 0;
        foreach (var operation in program.Operations)
        {
            foreach (var tensor in operation.Reads.Concat(operation.Writes))
            {
                Extend(tensor, index);
            }

            index++;
        }

        // a layer's output stays until the forward pass ends: the runtime looks there for the first value that is not finite
        foreach (var output in program.LayerOutputs.Where(_ => program.IsTraining))
        {
            Extend(output, program.Forward.Count - 1);
        }

        return lives;

        void Extend(int tensor, int at)
        {
            var place = places[tensor];
            if (program.Tensors[place].IsPlanned)
            {
                lives[place] = lives.TryGetValue(place, out var life) ? (life.First, Math.Max(life.Last, at)) : (at, at);
            }
        }
    }

    private static Dictionary<int, int> Pack(Dictionary<int, (int First, int Last)> lives, TensorProgram program)
    {
        var offsets = new Dictionary<int, int>();
        var ordered = lives.Keys
            .OrderByDescending(place => program.Tensors[place].Shape.Count)
            .ThenBy(place => lives[place].First)
            .ThenBy(place => place);
        foreach (var place in ordered)
        {
            var neighbours = offsets
                .Where(other => lives[other.Key].First <= lives[place].Last && lives[place].First <= lives[other.Key].Last)
                .OrderBy(other => other.Value);
            var offset = 0;
            foreach (var other in neighbours)
            {
                if (offset + Size(place) <= other.Value)
                {
                    break;
                }

                offset = Math.Max(offset, other.Value + Size(other.Key));
            }

            offsets.Add(place, offset);
        }

        return offsets;

        int Size(int place) => Align((int)program.Tensors[place].Shape.Count);
    }

    /// <summary>The next multiple of <see cref="Alignment"/>.</summary>
    internal static int Align(int floats) => (floats + Alignment - 1) / Alignment * Alignment;

    private static bool Uses(Operation operation, int tensor) =>
        operation.Reads.Contains(tensor) || operation.Writes.Contains(tensor);
}

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
        var shared = ShareInPlace.Run(program);
        var places = FindPlaces(program, shared);
        Pack(places.Values);
        var slots = program.Tensors
            .Where(tensor => tensor.IsPlanned && places.ContainsKey(shared[tensor.Id]))
            .Where(tensor => program.Operations.Any(operation => Uses(operation, tensor.Id)))
            .Select(tensor => places[shared[tensor.Id]].ToSlot(tensor.Id));
        var floats = 0;
        foreach (var place in places.Values)
        {
            floats = Math.Max(floats, place.End);
        }

        return Verify(new MemoryPlan(slots.ToEquatableArray(), floats), program);
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

    private static Dictionary<int, Place> FindPlaces(TensorProgram program, int[] shared)
    {
        var places = new Dictionary<int, Place>();
        var index = 0;
        foreach (var operation in program.Operations)
        {
            Extend(operation.Reads, index);
            Extend(operation.Writes, index);
            index++;
        }

        // a layer's output stays until the forward pass ends: the runtime looks there for the first value that is not finite
        if (program.IsTraining)
        {
            Extend(program.LayerOutputs, program.Forward.Count - 1);
        }

        return places;

        void Extend(IEnumerable<int> tensors, int at)
        {
            foreach (var tensor in tensors)
            {
                var owner = program.Tensors[shared[tensor]];
                if (places.TryGetValue(owner.Id, out var place))
                {
                    place.Last = Math.Max(place.Last, at);
                }
                else if (owner.IsPlanned)
                {
                    places.Add(owner.Id, new Place(owner.Id, (int)owner.Shape.Count, at));
                }
            }
        }
    }

    private static void Pack(IEnumerable<Place> places)
    {
        var ordered = places.ToList();
        ordered.Sort(Place.ByNeed);
        var packed = new List<Place>();
        foreach (var place in ordered)
        {
            foreach (var other in packed.Where(place.Meets))
            {
                if (place.End <= other.Offset)
                {
                    break;
                }

                place.Offset = Math.Max(place.Offset, other.End);
            }

            packed.Add(place);
            packed.Sort((left, right) => left.Offset - right.Offset);
        }
    }

    /// <summary>The next multiple of <see cref="Alignment"/>.</summary>
    internal static int Align(int floats) => (floats + Alignment - 1) / Alignment * Alignment;

    private static bool Uses(Operation operation, int tensor) =>
        operation.IsReading(tensor) || operation.IsWriting(tensor);

    /// <summary>A stretch of the arena while it is planned.</summary>
    /// <param name="id">The tensor that owns it; others may share it.</param>
    private sealed class Place(int id, int size, int first)
    {
        private int Id => id;

        private int Size => size;

        public int First { get; } = first;

        public int Last { get; set; } = first;

        public int Offset { get; set; }

        public int End => Offset + Align(Size);

        public bool Meets(Place other) => other.First <= Last && First <= other.Last;

        public Slot ToSlot(int tensor) => new(tensor, Id, Offset, Size, First, Last);

        /// <summary>The largest first, then the earliest.</summary>
        public static int ByNeed(Place left, Place right) =>
            left.Size != right.Size ? right.Size - left.Size
            : left.First != right.First ? left.First - right.First
            : left.Id - right.Id;
    }
}

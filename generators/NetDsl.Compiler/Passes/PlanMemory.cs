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
        var lives = new TensorLives(program);
        var shared = ShareInPlace.Run(program, lives);
        var places = FindPlaces(program, lives, shared);
        Pack(places.Values, program.Forward.Count + program.Backward.Count);
        var slots = program.Tensors
            .Where(tensor => tensor.IsPlanned && lives.IsUsed(tensor.Id) && places.ContainsKey(shared.Root(tensor.Id)))
            .Select(tensor => places[shared.Root(tensor.Id)].ToSlot(tensor, shared.Start(tensor.Id)));
        var floats = 0;
        foreach (var place in places.Values)
        {
            floats = Math.Max(floats, place.End);
        }

        return VerifyMemory.Run(new MemoryPlan(slots.ToEquatableArray(), floats), program);
    }

    private static Dictionary<int, Place> FindPlaces(TensorProgram program, TensorLives lives, ShareInPlace shared)
    {
        var places = new Dictionary<int, Place>();
        foreach (var tensor in program.Tensors)
        {
            var root = program.Tensors[shared.Root(tensor.Id)];
            if (!lives.IsUsed(tensor.Id) || !root.IsPlanned)
            {
                continue;
            }

            if (!places.TryGetValue(root.Id, out var place))
            {
                places.Add(root.Id, place = new Place(root.Id, (int)root.Shape.Count, lives.First(tensor.Id)));
            }

            place.First = Math.Min(place.First, lives.First(tensor.Id));
            place.Last = Math.Max(place.Last, lives.Last(tensor.Id));
        }

        return places;
    }

    private static void Pack(IEnumerable<Place> places, int operations)
    {
        var ordered = places.ToList();
        ordered.Sort(Place.ByNeed);
        var taken = new Occupancy(operations);
        foreach (var place in ordered)
        {
            place.Offset = taken.FirstFree(Align(place.Size), place.First, place.Last);
            taken.Take(place.Offset, place.End, place.First, place.Last);
        }
    }

    /// <summary>The next multiple of <see cref="Alignment"/>.</summary>
    internal static int Align(int floats) => (floats + Alignment - 1) / Alignment * Alignment;

    /// <summary>A stretch of the arena while it is planned.</summary>
    /// <param name="id">The tensor that owns it; others may share it, or lie in it.</param>
    private sealed class Place(int id, int size, int first)
    {
        private int Id => id;

        public int Size => size;

        public int First { get; set; } = first;

        public int Last { get; set; } = first;

        public int Offset { get; set; }

        public int End => Offset + Align(Size);

        public Slot ToSlot(Tensor tensor, int start) => new(tensor.Id, Offset, (int)tensor.Shape.Count, Size, start);

        /// <summary>The largest first, then the earliest.</summary>
        public static int ByNeed(Place left, Place right) =>
            left.Size != right.Size ? right.Size - left.Size
            : left.First != right.First ? left.First - right.First
            : left.Id - right.Id;
    }
}

using System.Reflection;
using ILGPU;

namespace NetDsl.Gpu.Tests;

/// <summary>Where a kernel's arguments are. ILGPU 1.5.3 takes two structures for one that consist of the same values,
/// once all structures within them are taken apart; but a structure that ends in padding puts what follows it somewhere
/// else than the same values do without it. Which of the two a kernel gets depends on what was compiled
/// before.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void No_kernels_arguments_are_moved_by_the_padding_of_a_structure()
    {
        var found = (
            from kernel in TestKernels.All.Concat(ExampleKernels.All)
            where !OffsetsAsDeclared(kernel).SequenceEqual(OffsetsTakenApart(kernel))
            select kernel.Name).Distinct().ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Fact]
    public void Argument_behind_padding_is_found()
    {
        Assert.Equal([0, 8, 16, 24], OffsetsAsDeclared(typeof(Padded)));
        Assert.Equal([0, 8, 16, 20], OffsetsTakenApart(typeof(Padded)));
        Assert.Equal(OffsetsAsDeclared(typeof(Ordered)), OffsetsTakenApart(typeof(Ordered)));
    }

    private static List<int> OffsetsAsDeclared(Type type)
    {
        var offsets = new List<int>();
        Measure(type, 0, (_, offset) => offsets.Add(offset));
        return offsets;
    }

    private static List<int> OffsetsTakenApart(Type type)
    {
        var offsets = new List<int>();
        int end = 0;
        Measure(type, 0, (size, _) =>
        {
            offsets.Add(Align(end, size));
            end = offsets[^1] + size;
        });
        return offsets;
    }

    /// <summary>Size and alignment of a value at an offset; tells of each value that it consists of.</summary>
    private static (int Size, int Alignment) Measure(Type type, int offset, Action<int, int> tell)
    {
        if (type.IsPrimitive)
        {
            int size = System.Runtime.InteropServices.Marshal.SizeOf(type);
            tell(size, offset);
            return (size, size);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>))
        {
            tell(sizeof(long), offset);
            tell(sizeof(long), offset + sizeof(long));
            return (2 * sizeof(long), sizeof(long));
        }

        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .OrderBy(field => field.MetadataToken).ToArray();
        var (end, alignment) = (offset, 1);
        foreach (var field in fields)
        {
            int start = Align(end, Alignment(field.FieldType));
            var measured = Measure(field.FieldType, start, tell);
            (end, alignment) = (start + measured.Size, Math.Max(alignment, measured.Alignment));
        }

        return (Align(end - offset, alignment), alignment);
    }

    private static int Alignment(Type type) => Measure(type, 0, (_, _) => { }).Alignment;

    private static int Align(int offset, int alignment) => (offset + alignment - 1) / alignment * alignment;

    private readonly struct Tail(long value, int tail)
    {
        public readonly long Value = value;
        public readonly int End = tail;
    }

    private readonly struct Padded(long first, Tail tail, int behind)
    {
        public readonly long First = first;
        public readonly Tail Tail = tail;
        public readonly int Behind = behind;
    }

    private readonly struct Ordered(int first, Tail tail)
    {
        public readonly int First = first;
        public readonly Tail Tail = tail;
    }
}

using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>The operations of one way through a program while a pass changes them. It knows which operations write and
/// read each tensor, so that a pass looks at each operation a few times, however many there are.</summary>
internal sealed class OperationEditor
{
    // each place holds the operation that stood there, or what a pass has put there
    private readonly List<Operation[]> places = [];
    private readonly Dictionary<Operation, int> placeOf = new(ByReference.Instance);
    private readonly Dictionary<int, List<Operation>> readers = [];
    private readonly Dictionary<int, List<Operation>> writers = [];
    private readonly Dictionary<int, int> readerCounts = [];

    public OperationEditor(EquatableArray<Operation> operations)
    {
        foreach (var operation in operations)
        {
            places.Add([]);
            Put(places.Count - 1, [operation]);
        }
    }

    /// <summary>How many operations read a tensor.</summary>
    public int ReaderCount(int tensor) => readerCounts.TryGetValue(tensor, out var count) ? count : 0;

    /// <summary>The first operation of a kind that writes a tensor; null where there is none.</summary>
    public T? Writer<T>(int tensor, Func<T, bool>? isMeant = null)
        where T : class => First(writers, tensor, isMeant);

    /// <summary>The first operation of a kind that reads a tensor; null where there is none.</summary>
    public T? Reader<T>(int tensor, Func<T, bool>? isMeant = null)
        where T : class => First(readers, tensor, isMeant);

    /// <summary>Whether an operation is still there.</summary>
    public bool Contains(Operation operation) => placeOf.ContainsKey(operation);

    /// <summary>Whether an operation comes before another.</summary>
    public bool IsBefore(Operation operation, Operation other)
    {
        var (place, its) = (placeOf[operation], placeOf[other]);
        return place < its
            || place == its && !ReferenceEquals(operation, other)
                && ReferenceEquals(operation, places[place].First(one => ReferenceEquals(one, operation) || ReferenceEquals(one, other)));
    }

    /// <summary>Puts operations in the place of one.</summary>
    public void Replace(Operation operation, params Operation[] by)
    {
        var place = placeOf[operation];
        var all = new List<Operation>();
        foreach (var other in places[place])
        {
            all.AddRange(ReferenceEquals(other, operation) ? by : [other]);
            Forget(other);
        }

        Put(place, all.ToArray());
    }

    /// <summary>Takes an operation out; null is none.</summary>
    public void Remove(Operation? operation)
    {
        if (operation is not null)
        {
            Replace(operation);
        }
    }

    public EquatableArray<Operation> ToArray() => places.SelectMany(place => place).ToEquatableArray();

    private void Put(int place, Operation[] operations)
    {
        places[place] = operations;
        foreach (var operation in operations)
        {
            placeOf.Add(operation, place);
            foreach (var tensor in operation.Reads.Distinct())
            {
                Note(readers, tensor, operation);
                readerCounts[tensor] = ReaderCount(tensor) + 1;
            }

            foreach (var tensor in operation.Writes)
            {
                Note(writers, tensor, operation);
            }
        }
    }

    // where it is noted it stays: First passes over what has no place
    private void Forget(Operation operation)
    {
        placeOf.Remove(operation);
        foreach (var tensor in operation.Reads.Distinct())
        {
            readerCounts[tensor]--;
        }
    }

    private static void Note(Dictionary<int, List<Operation>> table, int tensor, Operation operation)
    {
        if (!table.TryGetValue(tensor, out var operations))
        {
            table.Add(tensor, operations = []);
        }

        operations.Add(operation);
    }

    private T? First<T>(Dictionary<int, List<Operation>> table, int tensor, Func<T, bool>? isMeant)
        where T : class
    {
        Operation? first = null;
        if (table.TryGetValue(tensor, out var operations))
        {
            foreach (var operation in operations)
            {
                if (operation is T found && placeOf.ContainsKey(operation) && isMeant?.Invoke(found) != false
                    && (first is null || IsBefore(operation, first)))
                {
                    first = operation;
                }
            }
        }

        return first as T;
    }
}

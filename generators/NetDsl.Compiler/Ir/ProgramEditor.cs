using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Ir;

/// <summary>A program while a pass changes it.</summary>
internal sealed class ProgramEditor
{
    private readonly TensorProgram program;
    private readonly List<Tensor> tensors;
    private readonly int[] layerOutputs;

    // of each tensor the layers whose output it holds
    private readonly Dictionary<int, List<int>> layersOf = [];

    // of each tensor what has it as a part, on the way back
    private readonly Dictionary<int, List<Parts>> partsWith = [];

    public ProgramEditor(TensorProgram program)
    {
        this.program = program;
        tensors = [.. program.Tensors];
        layerOutputs = [.. program.LayerOutputs];
        (Forward, Backward) = (new OperationEditor(program.Forward), new OperationEditor(program.Backward));
        for (var layer = 0; layer < layerOutputs.Length; layer++)
        {
            ListOf(layersOf, layerOutputs[layer]).Add(layer);
        }

        foreach (var parts in program.Backward.Select(operation => operation.Parts))
        {
            foreach (var member in parts?.Members ?? EquatableArray<int>.Empty)
            {
                ListOf(partsWith, member).Add(parts!);
            }
        }
    }

    public bool IsTraining => program.IsTraining;

    public OperationEditor Forward { get; }

    public OperationEditor Backward { get; }

    public Tensor Tensor(int id) => tensors[id];

    /// <summary>Adds a tensor.</summary>
    /// <param name="make">Makes it of its id.</param>
    public int Add(Func<int, Tensor> make)
    {
        tensors.Add(make(tensors.Count));
        return tensors.Count - 1;
    }

    /// <summary>How many operations read a tensor.</summary>
    public int ReaderCount(int tensor) => Forward.ReaderCount(tensor) + Backward.ReaderCount(tensor);

    /// <summary>Whether a value need not be kept anywhere: it is no output, and one operation alone reads it.</summary>
    public bool IsPassedOn(int tensor) => tensors[tensor].Kind == TensorKind.Activation && ReaderCount(tensor) == 1;

    /// <summary>The operation that gives a value which need not be kept, where it is one of these; else null.</summary>
    public T? SoleWriter<T>(int tensor)
        where T : Operation => IsPassedOn(tensor) ? Forward.Writer<T>(tensor) : null;

    /// <summary>The operation that reads a value which need not be kept, where it is one of these; else null.</summary>
    public T? SoleReader<T>(int tensor)
        where T : Operation => IsPassedOn(tensor) ? Forward.Reader<T>(tensor) : null;

    /// <summary>The activation that alone reads a value, but for its own way back where that starts from
    /// there.</summary>
    public Activate? SoleActivation(int tensor)
    {
        if (tensors[tensor].Kind != TensorKind.Activation || ReaderCount(tensor) > 2)
        {
            return null;
        }

        var activation = Forward.Reader<Activate>(tensor);
        var isKept = activation is { KeepsInput: true }
            && Backward.Reader<ActivateBackward>(tensor, found => found.Kept == tensor) is not null;
        return ReaderCount(tensor) == (isKept ? 2 : 1) ? activation : null;
    }

    /// <summary>Whether one operation alone needs a tensor's values; a part's are those of the whole too.</summary>
    public bool IsReadOnce(int tensor)
    {
        for (int? next = tensor; next is { } part; next = WholeOf(part))
        {
            if (ReaderCount(part) != 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What fusion made of a layer's output that is nowhere kept by itself: the tensor that stands for
    /// it.</summary>
    public void StandIn(int tensor, int by)
    {
        if (tensor == by || !layersOf.TryGetValue(tensor, out var layers))
        {
            return;
        }

        foreach (var layer in layers)
        {
            layerOutputs[layer] = by;
        }

        ListOf(layersOf, by).AddRange(layers);
        layersOf.Remove(tensor);
    }

    public TensorProgram ToProgram() => program with
    {
        Tensors = tensors.ToEquatableArray(),
        LayerOutputs = new(layerOutputs),
        Forward = Forward.ToArray(),
        Backward = Backward.ToArray(),
    };

    private int? WholeOf(int part) => !partsWith.TryGetValue(part, out var all) ? null
        : all.FirstOrDefault(parts => parts.Whole != part)?.Whole;

    private static List<T> ListOf<T>(Dictionary<int, List<T>> table, int tensor)
    {
        if (!table.TryGetValue(tensor, out var found))
        {
            table.Add(tensor, found = []);
        }

        return found;
    }
}

using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Finds which tensors lie in the place of another: values computed one by one, each from the value before it,
/// where nobody reads the old ones later; and the parts of a concatenation, which lie inside it.</summary>
internal sealed class ShareInPlace
{
    private readonly TensorProgram program;
    private readonly TensorLives lives;

    // of each tensor the one whose place it has, or one that leads to it: itself where it has its own
    private readonly int[] owners;

    // of an owner the tensor that it is a part of, or −1, and where in it
    private readonly int[] wholes;
    private readonly int[] starts;

    private ShareInPlace(TensorProgram program, TensorLives lives)
    {
        (this.program, this.lives) = (program, lives);
        (owners, wholes, starts) = (new int[program.Tensors.Count], new int[program.Tensors.Count], new int[program.Tensors.Count]);
        for (var tensor = 0; tensor < owners.Length; tensor++)
        {
            (owners[tensor], wholes[tensor]) = (tensor, -1);
        }
    }

    public static ShareInPlace Run(TensorProgram program, TensorLives lives)
    {
        var places = new ShareInPlace(program, lives);
        places.PlaceParts();
        places.Share();
        return places;
    }

    /// <summary>The tensor in whose place this one lies, itself or inside it.</summary>
    public int Root(int tensor)
    {
        var owner = OwnerOf(tensor);
        while (wholes[owner] >= 0)
        {
            owner = OwnerOf(wholes[owner]);
        }

        return owner;
    }

    /// <summary>Where it lies there, in values from the start of an example.</summary>
    public int Start(int tensor)
    {
        var owner = OwnerOf(tensor);
        var start = 0;
        while (wholes[owner] >= 0)
        {
            start += starts[owner];
            owner = OwnerOf(wholes[owner]);
        }

        return start;
    }

    private void PlaceParts()
    {
        foreach (var operation in program.Operations)
        {
            if (operation.Parts is not { } parts)
            {
                continue;
            }

            var start = 0;
            for (var index = 0; index < parts.Members.Count; index++)
            {
                (wholes[parts.Members[index]], starts[parts.Members[index]]) = (parts.Whole, start);
                start += parts.Sizes[index];
            }
        }
    }

    private void Share()
    {
        var index = 0;
        foreach (var operation in program.Operations)
        {
            var pair = operation.InPlace.FirstOrDefault(pair => MayShare(operation, index, pair));
            if (pair is not null)
            {
                Join(pair.Read, pair.Written);
            }
            else if (operation.MustBeInPlace)
            {
                throw new InvalidOperationException(
                    $"{operation.Covers[0]} works only in place, but what it overwrites is read later");
            }

            index++;
        }
    }

    private bool MayShare(Operation operation, int index, TensorPair pair)
    {
        var isForced = operation.MustBeInPlace;
        return program.Tensors[pair.Read].IsPlanned
            && (isForced || program.Tensors[pair.Written].IsPlanned)
            && !IsNeededBehind(pair.Read, index)
            && !MixesLayers(operation, index, pair)
            && IsFree(OwnerOf(pair.Read), isForced)
            && program.Tensors[pair.Read].Shape.Count == program.Tensors[pair.Written].Shape.Count;
    }

    // a layer's output is kept for a look at it, but overwriting it value by value hides nothing that is not finite
    private bool IsNeededBehind(int tensor, int index) => lives.LastRead(tensor) > index;

    // in the place of one layer's output a sum would show what is not finite in the other's
    private bool MixesLayers(Operation operation, int index, TensorPair pair) =>
        program.IsTraining && index < program.Forward.Count && !operation.MustBeInPlace
        && operation.Reads.Any(tensor => tensor != pair.Read && program.Tensors[tensor].IsPlanned);

    /// <summary>What is a part already would keep the whole alive for as long as it lives.</summary>
    private bool IsFree(int owner, bool isForced) => wholes[owner] < 0 || isForced;

    // the written tensor's place is the one that stays: where it is the program's output, both are that
    private void Join(int read, int written)
    {
        var (old, joined) = (OwnerOf(read), OwnerOf(written));
        if (wholes[joined] < 0)
        {
            (wholes[joined], starts[joined]) = (wholes[old], starts[old]);
        }

        owners[old] = joined;
    }

    // shortens the way for those that ask next
    private int OwnerOf(int tensor)
    {
        while (owners[tensor] != tensor)
        {
            owners[tensor] = owners[owners[tensor]];
            tensor = owners[tensor];
        }

        return tensor;
    }
}

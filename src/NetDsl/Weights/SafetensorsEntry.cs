namespace NetDsl;

/// <summary>Where a tensor lies in a safetensors file's data: bytes Start … End − 1.</summary>
internal sealed record SafetensorsEntry(string Name, string Type, long[] Sizes, long Start, long End)
{
    internal string ShapeText => Sizes.Length == 0 ? "scalar" : string.Join("×", Sizes);

    /// <summary>Values in the tensor; −1 if there are more than any file holds.</summary>
    internal long Count
    {
        get
        {
            long count = 1;
            foreach (long size in Sizes)
            {
                if (size != 0 && count > long.MaxValue / 8 / size)
                {
                    return -1;
                }

                count *= size;
            }

            return count;
        }
    }
}

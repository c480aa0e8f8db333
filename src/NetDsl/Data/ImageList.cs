using System.Collections;

namespace NetDsl;

/// <summary>A set's images, by number, without copying them.</summary>
public readonly struct ImageList : IReadOnlyList<Image>
{
    private readonly LabelledImages images;

    internal ImageList(LabelledImages images) => this.images = images;

    /// <summary>Images.</summary>
    public int Count => images.Count;

    /// <summary>The image with this number, from 0 on.</summary>
    public Image this[int index] => images.Image(index);

    /// <inheritdoc/>
    public IEnumerator<Image> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

namespace Ksef.Offline.Http.Batch;

/// <summary>The two kinds of package that a batch session (<i>sesja wsadowa</i>) takes. API: <c>compressionType</c>.</summary>
public enum PackageFormat
{
    /// <summary>A gzipped tar archive (since API 2.6.0): the smaller and the faster.</summary>
    TarGz = 0,

    /// <summary>A ZIP archive: understood by every version of the API.</summary>
    Zip = 1,
}

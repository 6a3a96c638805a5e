/** Modules for media. */
import { downloadMedia, getOrCreateMediaObject, keepBlob, OpaqueData, prepRawMedia, uploadMedia } from "../media";

export const mediaModules = {
  WAWebDownloadManager: { downloadManager: { downloadAndMaybeDecrypt: downloadMedia } },
  WAWebMediaOpaqueData: OpaqueData,
  WAWebPrepRawMedia: { prepRawMedia },
  WAWebMediaStorage: { getOrCreateMediaObject },
  WAWebMmsMediaTypes: {
    msgToMediaType: ({ type }: { type: string }) => type,
    castToV4: (type: string) => type,
  },
  WAWebMediaDataUtils: { shouldUseMediaCache: () => true },
  WAWebMediaInMemoryBlobCache: { InMemoryMediaBlobCache: { put: keepBlob } },
  WAWebMediaMmsV4Upload: {
    uploadMedia,
    async uploadUnencryptedMedia() {
      throw new Error("media to channels is not simulated");
    },
  },
};

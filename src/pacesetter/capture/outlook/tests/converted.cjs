// Read a manifest with its maker's own reader and write it in the newer form: `node converted.cjs MANIFEST FOLDER`.
const { convert } = require("office-addin-manifest-converter");

convert(process.argv[2], process.argv[3]).catch((error) => {
  console.error(error);
  process.exit(1);
});

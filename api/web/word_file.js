// A note or a conversation as a Word document.

import { noteAsDocx } from "./api.js";

/** A note with its pieces. */
export const noteAsWord = ({ title, pieces }) => noteAsDocx({ title, pieces: pieces.map(({ heading, words, remark, citations }) => ({ heading, words, remark,
  citations: citations.map(({ number, document_title, document_date, section, page, quote }) => ({ number, document_title, document_date, section, page: page ?? null, quote })) })) });

/** A conversation; what was not answered is left out. */
export const conversationAsWord = ({ title, turns }) => noteAsWord({ title,
  pieces: turns.filter((turn) => turn.reply).map(({ question, reply }) => ({ heading: question, words: reply.answer, remark: "", citations: reply.citations })) });

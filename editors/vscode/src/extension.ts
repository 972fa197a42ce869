// Starts `copydesk lsp` for stories and for copydesk's own TOML; everything else is the server's.
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

const LANGUAGES = ["markdown", "plaintext", "html", "toml"];

let client: LanguageClient | undefined;

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("copydesk");
  const command = settings.get("path", "copydesk");
  const args = ["lsp", ...settings.get<string[]>("arguments", [])];
  const documentSelector = LANGUAGES.flatMap((language) => [
    { language, scheme: "file" },
    { language, scheme: "untitled" },
  ]);
  client = new LanguageClient("copydesk", "copydesk", { command, args }, { documentSelector });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    void vscode.window.showErrorMessage(
      `copydesk could not be started as “${command}”: ${String(error)}. Set copydesk.path to where it is.`,
    );
  }
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("copydesk")) {
        await client?.stop();
        await start();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
